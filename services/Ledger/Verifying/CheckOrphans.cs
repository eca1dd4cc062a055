using Dapper;
using Npgsql;

namespace HourExchange.Ledger.Verifying;

/// <summary>Rows of a book or a statement that does not exist: one of each table is named.</summary>
internal static class CheckOrphans
{
    private static readonly string[] OfBook = ["account", "posting", "pair_day", "book_year", "statement", "settlement"];
    private static readonly string[] OfStatement = ["statement_row", "statement_signature", "settlement"];

    // The key of each table, as a fault names its row.
    private static readonly Dictionary<string, string> Keys = new()
    {
        ["account"] = "'account ' || number",
        ["posting"] = "number::text",
        ["pair_day"] = "'pair_day ' || pair || ' ' || value_date || ' ' || posted_on",
        ["book_year"] = "'book_year ' || year",
        ["statement"] = "'statement ' || id",
        ["settlement"] = "'settlement ' || id",
        ["statement_row"] = "'statement_row ' || statement || ' ' || position",
        ["statement_signature"] = "'statement_signature ' || statement || ' ' || institution || ' ' || signs",
    };

    public static async Task<IReadOnlyList<Fault>> Find(NpgsqlConnection connection)
    {
        var faults = new List<Fault>();
        foreach (var table in OfBook)
        {
            await Look(table, "book", "book", "ref", "a book of that ref");
        }

        foreach (var table in OfStatement)
        {
            await Look(table, "statement::text", "statement", "id::text", "a statement of that id");
        }

        return faults;

        async Task Look(string table, string column, string parent, string key, string expected)
        {
            var sql = $"""
                select {column} as owner, {Keys[table]} as name from ledger.{table} as child
                where not exists (select from ledger.{parent} as parent where parent.{key} = child.{column}) order by 1, 2 limit 1
                """;
            if (await connection.QuerySingleOrDefaultAsync<Row>(sql) is { } found)
            {
                faults.Add(new Fault(found.Owner, found.Name, expected, "none"));
            }
        }
    }

    private sealed record Row(string Owner, string Name);
}
