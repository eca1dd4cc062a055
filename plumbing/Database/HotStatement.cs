using System.Collections.Concurrent;
using System.Data.Common;
using System.Reflection;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace HourExchange.Plumbing.Database;

/// <summary>
/// Statements that run for every batch, and those of pages that take longer to plan than to run, are prepared by hand: PostgreSQL parses and plans them
/// once a connection, not each time. All others go through Dapper (decision 0018).
/// </summary>
public static class HotStatement
{
    private static readonly MethodInfo OfType = typeof(HotStatement).GetMethod(nameof(Typed), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static readonly ConcurrentDictionary<Type, Func<object, NpgsqlParameter>[]> Named = new();

    private static readonly ConcurrentDictionary<string, string> OfOne = new();

    /// <param name="sql">One statement or several, always the same text.</param>
    /// <param name="parameters">Always of the same types.</param>
    public static Task<NpgsqlCommand> Prepare(NpgsqlTransaction transaction, string sql, params NpgsqlParameter[] parameters) =>
        Prepare(transaction.Connection!, transaction, sql, parameters);

    /// <inheritdoc cref="Prepare(NpgsqlTransaction, string, NpgsqlParameter[])"/>
    public static async Task<NpgsqlCommand> Prepare(NpgsqlConnection connection, NpgsqlTransaction? transaction, string sql, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlCommand(sql, connection, transaction);
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

    /// <summary>All rows of one statement, each as Dapper would read it.</summary>
    public static async Task<List<T>> Query<T>(NpgsqlConnection connection, NpgsqlTransaction? transaction, string sql, params NpgsqlParameter[] parameters)
    {
        await using var command = await Prepare(connection, transaction, sql, parameters);
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadResult<T>();
    }

    /// <inheritdoc cref="Query{T}(NpgsqlConnection, NpgsqlTransaction?, string, NpgsqlParameter[])"/>
    /// <param name="sql">As <see cref="Which"/> takes it.</param>
    public static Task<List<T>> QueryEach<T, TKey>(NpgsqlTransaction transaction, string sql, TKey[] keys)
    {
        var (text, which) = Which(sql, keys);
        return Query<T>(transaction.Connection!, transaction, text, which);
    }

    /// <summary>Runs statements that give no rows, with parameters that are properties, as Dapper takes them.</summary>
    public static Task<int> Execute(NpgsqlTransaction transaction, string sql, object parameters) => Execute(transaction.Connection!, transaction, sql, parameters);

    /// <inheritdoc cref="Execute(NpgsqlTransaction, string, object)"/>
    /// <returns>How many rows they changed.</returns>
    public static async Task<int> Execute(NpgsqlConnection connection, NpgsqlTransaction? transaction, string sql, object parameters)
    {
        await using var command = await Prepare(connection, transaction, sql, ParametersOf(parameters));
        return await command.ExecuteNonQueryAsync();
    }

    /// <inheritdoc cref="Execute(NpgsqlTransaction, string, object)"/>
    /// <param name="sql">As <see cref="Which"/> takes it.</param>
    /// <param name="parameters">Of one statement or of several, no name twice.</param>
    public static Task ExecuteEach<TKey>(NpgsqlTransaction transaction, string sql, TKey[] keys, params object[] parameters)
    {
        var (text, which) = Which(sql, keys);
        return Execute(transaction, text, [which, .. parameters.SelectMany(ParametersOf)]);
    }

    /// <summary>All rows of one statement, with parameters that are properties, as Dapper takes them.</summary>
    public static Task<List<T>> Query<T>(NpgsqlTransaction transaction, string sql, object parameters) =>
        Query<T>(transaction.Connection!, transaction, sql, ParametersOf(parameters));

    /// <summary>
    /// Rows asked for by their keys. One is asked for by another text than many: PostgreSQL keeps the plan of a prepared statement only while its cost does
    /// not hang on how many are asked for.
    /// </summary>
    /// <param name="sql">Has <c>= any(@which)</c> wherever the keys stand.</param>
    public static (string Sql, NpgsqlParameter Which) Which<T>(string sql, T[] keys) =>
        keys is [var key] ? (OfOne.GetOrAdd(sql, many => many.Replace("any(@which)", "@which", StringComparison.Ordinal)), new NpgsqlParameter<T>("which", key)) : (sql, new NpgsqlParameter<T[]>("which", keys));

    /// <summary>A text that may be none.</summary>
    public static NpgsqlParameter Text(string name, string? value) => new(name, NpgsqlDbType.Text) { Value = (object?)value ?? DBNull.Value };

    /// <summary>Reads one result, each row as Dapper would, and goes on to the next.</summary>
    public static async Task<List<T>> ReadResult<T>(this DbDataReader reader)
    {
        // Not GetRowParser<T>: that knows no single texts and arrays.
        var parse = reader.GetRowParser(typeof(T));
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add((T)parse(reader));
        }

        await reader.NextResultAsync();
        return rows;
    }

    /// <summary>Each of the type of its property, so that one without a value has a type too.</summary>
    private static NpgsqlParameter[] ParametersOf(object named) =>
    [
        .. Named.GetOrAdd(named.GetType(), type =>
                [.. type.GetProperties().Select(property => (Func<object, NpgsqlParameter>)OfType.MakeGenericMethod(property.PropertyType).Invoke(null, [property])!)])
            .Select(parameter => parameter(named)),
    ];

    private static Func<object, NpgsqlParameter> Typed<T>(PropertyInfo property) => named => new NpgsqlParameter<T>(property.Name, (T)property.GetValue(named)!);
}
