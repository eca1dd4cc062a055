using System.Data.Common;
using Dapper;
using Npgsql;

namespace HourExchange.Plumbing.Database;

/// <summary>
/// Statements that run for every batch are prepared by hand: PostgreSQL parses and plans them once a connection, not once a
/// batch. All others go through Dapper (decision 0018).
/// </summary>
public static class HotStatement
{
    /// <param name="sql">One statement or several, always the same text.</param>
    /// <param name="parameters">Always of the same types.</param>
    public static async Task<NpgsqlCommand> Prepare(NpgsqlTransaction transaction, string sql, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlCommand(sql, transaction.Connection, transaction);
        command.Parameters.AddRange(parameters);
        await command.PrepareAsync();
        return command;
    }

    /// <summary>Runs statements that give no rows.</summary>
    public static async Task Execute(NpgsqlTransaction transaction, string sql, params NpgsqlParameter[] parameters)
    {
        await using var command = await Prepare(transaction, sql, parameters);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Reads one result, each row as Dapper would, and goes on to the next.</summary>
    public static async Task<List<T>> ReadResult<T>(this DbDataReader reader)
    {
        var parse = reader.GetRowParser<T>();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(parse(reader));
        }

        await reader.NextResultAsync();
        return rows;
    }
}
