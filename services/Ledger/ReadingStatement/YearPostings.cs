using Dapper;
using HourExchange.Ledger.Domain;
using HourExchange.Ledger.ReadingBook;
using Npgsql;

namespace HourExchange.Ledger.ReadingStatement;

/// <summary>Reads all postings that move an account of a year: its own rows and what was carried into it.</summary>
internal static class YearPostings
{
    private const string Sql = $"{PostingQuery.Select} where posting.book = @book and @year in (debit.year, credit.year) order by posting.number limit @take";

    private const string Kinds = "select number, kind from ledger.posting where book = @book and number = any(@numbers)";

    public static async Task<IReadOnlyList<Posted>> Read(
        NpgsqlConnection connection, string book, string year, int take, NpgsqlTransaction? transaction = null) =>
        [.. (await connection.QueryAsync<PostingRow>(Sql, new { book, year, take }, transaction)).Select(row => row.ToPosted(CanonicalPosting.BeforeTheFirst))];

    /// <summary>The kinds of what was reversed late: it stands in a year that is closed.</summary>
    public static async Task<IReadOnlyDictionary<long, string>> ReadKindsElsewhere(
        NpgsqlConnection connection, string book, IReadOnlyCollection<Posted> postings, NpgsqlTransaction? transaction = null)
    {
        var numbers = postings.Select(posted => posted.Entry.Reverses).OfType<long>().Except(postings.Select(posted => posted.Number)).ToArray();
        return (await connection.QueryAsync<(long Number, string Kind)>(Kinds, new { book, numbers }, transaction)).ToDictionary(row => row.Number, row => row.Kind);
    }
}
