using Dapper;
using HourExchange.Ledger.Domain;
using HourExchange.Ledger.ReadingBook;
using Npgsql;

namespace HourExchange.Ledger.ReadingStatement;

/// <summary>Reads all postings that move an account of a year: its own rows and what was carried into it.</summary>
internal static class YearPostings
{
    private const string Sql = $"{PostingQuery.Select} where posting.book = @book and @year in (debit.year, credit.year) order by posting.number";

    public static async Task<IReadOnlyList<Posted>> Read(NpgsqlConnection connection, string book, string year, NpgsqlTransaction? transaction = null) =>
        [.. (await connection.QueryAsync<PostingRow>(Sql, new { book, year }, transaction)).Select(row => row.ToPosted(CanonicalPosting.BeforeTheFirst))];
}
