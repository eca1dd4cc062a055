using Dapper;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Books.Reading;
using Npgsql;

namespace HourExchange.Ledger.Years.Reading;

/// <summary>Reads all postings that move an account of a year: its own rows and what was carried into it.</summary>
internal static class YearPostings
{
    private const string Sql = $"{PostingQuery.Select} where posting.book = @book and @year in (debit.year, credit.year) order by posting.number limit @take";

    private const string Reversed = "select number, kind from ledger.posting where book = @book and number = any(@numbers)";

    public static async Task<IReadOnlyList<Posted>> Read(NpgsqlConnection connection, string book, string year, int take, NpgsqlTransaction? transaction = null) =>
        [.. (await connection.QueryAsync<PostingRow>(Sql, new { book, year, take }, transaction)).Select(row => row.ToPosted(CanonicalPosting.BeforeTheFirst))];

    /// <summary>The kinds of what is reversed, by number: some of it may stand in an earlier year.</summary>
    public static async Task<IReadOnlyDictionary<long, string>> ReadReversedKinds(
        NpgsqlConnection connection, string book, IEnumerable<Posted> postings, NpgsqlTransaction? transaction = null)
    {
        var numbers = postings.Select(posted => posted.Entry.Reverses).OfType<long>().ToArray();
        return (await connection.QueryAsync<(long Number, string Kind)>(Reversed, new { book, numbers }, transaction)).ToDictionary(row => row.Number, row => row.Kind);
    }
}
