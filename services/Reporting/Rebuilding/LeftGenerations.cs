using Dapper;
using Npgsql;

namespace HourExchange.Reporting.Rebuilding;

/// <summary>Deletes what nobody reads any more, so many rows at a time that nothing else waits for it.</summary>
internal static class LeftGenerations
{
    // One instance at a time; never before those have ended who were writing into it when it was left.
    private const string Left = """
        select number from reporting.generation where left_at < @before order by number limit 1 for update skip locked
        """;

    // What a row refers to goes after it.
    private static readonly string[] Tables = ["held_postings", "hours", "year_hours", "posting", "line", "record", "rebuild_book", "book"];

    public static async Task Empty(NpgsqlConnection connection, RebuildSettings settings, DateTimeOffset now)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        if (await connection.QuerySingleOrDefaultAsync<int?>(Left, new { before = now - settings.KeepLeftFor }, transaction) is { } generation)
        {
            var rows = settings.RowsDeletedAtOnce;
            foreach (var table in Tables.TakeWhile(_ => rows > 0))
            {
                rows -= await connection.ExecuteAsync($"""
                    delete from reporting.{table} where ctid = any(array(select ctid from reporting.{table} where generation = @generation limit @rows))
                    """, new { generation, rows }, transaction);
            }

            if (rows > 0)
            {
                await connection.ExecuteAsync("delete from reporting.generation where number = @generation", new { generation }, transaction);
            }
        }

        await transaction.CommitAsync();
    }
}
