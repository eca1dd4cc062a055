using HourExchange.Plumbing.Database;
using Npgsql;

namespace HourExchange.Reporting.Reports.Figures;

/// <summary>How far books are projected in the live generation.</summary>
internal static class CompleteQuery
{
    private static readonly CompleteTo Nothing = new(0, new string('0', 64));

    private const string Sql = """
        select ref as book, applied_number as postings, applied_hash as hash from reporting.book
        where generation = (select number from reporting.generation where live) and ref = any(@books)
        """;

    /// <summary>By book; a book without postings is complete to none.</summary>
    public static async Task<IReadOnlyDictionary<string, CompleteTo>> Read(NpgsqlConnection connection, IReadOnlyList<string> books, NpgsqlTransaction moment)
    {
        var known = (await HotStatement.Query<Row>(connection, moment, Sql, new NpgsqlParameter("books", books.ToArray()))).ToDictionary(row => row.Book);
        return books.ToDictionary(book => book, book => known.TryGetValue(book, out var row) ? new CompleteTo(row.Postings, row.Hash) : Nothing);
    }

    private sealed record Row(string Book, long Postings, string Hash);
}
