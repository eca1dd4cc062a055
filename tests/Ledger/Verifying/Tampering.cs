using Dapper;
using HourExchange.Ledger;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Ledger.Verifying;

/// <summary>The ledger's tables in the hands of who owns them: triggers off, constraints gone, everything put back after each change.</summary>
internal sealed class Tampering(House house)
{
    public static readonly string[] Tables = ["posting", "pair_day", "account", "book", "book_year", "statement", "statement_row", "statement_signature", "settlement"];

    public async Task Prepare()
    {
        await using var owner = await house.OwnerDatabase(LedgerService.Host).OpenConnectionAsync();
        var constraints = await owner.QueryAsync<(string Table, string Name)>("""
            select conrelid::regclass::text, conname from pg_constraint where connamespace = 'ledger'::regnamespace and contype in ('c', 'f')
            """);
        foreach (var (table, name) in constraints)
        {
            await owner.ExecuteAsync($"alter table {table} drop constraint {name}");
        }

        await owner.ExecuteAsync("create schema kept");
        foreach (var table in Tables)
        {
            await owner.ExecuteAsync($"alter table ledger.{table} disable trigger user; create table kept.{table} as table ledger.{table}");
        }
    }

    /// <summary>Every column of a table, each with a change to another value of its type.</summary>
    public async Task<IReadOnlyList<(string Column, string Change)>> Columns(string table)
    {
        await using var owner = await house.OwnerDatabase(LedgerService.Host).OpenConnectionAsync();
        var columns = await owner.QueryAsync<(string Name, string Type)>("""
            select column_name, data_type from information_schema.columns where table_schema = 'ledger' and table_name = @table order by ordinal_position
            """, new { table });
        return [.. columns.Select(column => (column.Name, $"{column.Name} = {OtherValue(column.Name, column.Type)}"))];
    }

    /// <summary>Changes, looks and puts back.</summary>
    public async Task<T> While<T>(string table, string sql, Func<Task<T>> look)
    {
        await using var owner = await house.OwnerDatabase(LedgerService.Host).OpenConnectionAsync();
        Assert.NotEqual(0, await owner.ExecuteAsync(sql));
        try
        {
            return await look();
        }
        finally
        {
            await owner.ExecuteAsync($"truncate ledger.{table}; insert into ledger.{table} table kept.{table}");
        }
    }

    private static string OtherValue(string column, string type) => (column, type) switch
    {
        ("keys", _) => "replace(keys, '\"tacit\":false', '\"tacit\":true')",
        ("kind", _) => "case kind when 'adjustment' then 'opening' else 'adjustment' end",
        ("state", _) => "'closing'",
        (_, "uuid") => "gen_random_uuid()",
        (_, "text") => $"coalesce({column}, '') || 'x'",
        (_, "integer" or "bigint" or "numeric") => $"coalesce({column}, 0) + 1000",
        (_, "date") => $"coalesce({column}, '2015-01-01') + 1",
        (_, "timestamp with time zone") => $"coalesce({column}, now()) + interval '1 second'",
        (_, "boolean") => $"{column} is not true",
        (_, "bytea") => $"set_byte({column}, 0, 255 - get_byte({column}, 0))",
        (_, "ARRAY") => $"array_append({column}, 'x')",
        _ => throw new NotSupportedException($"{column} {type}: say how another value of this type is made"),
    };
}
