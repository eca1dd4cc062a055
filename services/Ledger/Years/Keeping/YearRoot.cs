using Dapper;
using HourExchange.Plumbing.Text;
using Npgsql;

namespace HourExchange.Ledger.Years.Keeping;

/// <summary>
/// One hash over the postings of a year: SHA-256 over their hashes in lower-case hexadecimal, each followed by a line feed,
/// in the order of their numbers.
/// </summary>
internal static class YearRoot
{
    private const string Hashes = "select hash from ledger.posting where book = @book and year = @year and number <= @upTo order by number";

    public static Task<(int Count, string Root)> Read(NpgsqlTransaction transaction, string book, string year) =>
        ReadUpTo(transaction.Connection!, book, year, long.MaxValue, transaction);

    /// <param name="upTo">The last number that counts: what the root was when the book ended there.</param>
    public static async Task<(int Count, string Root)> ReadUpTo(
        NpgsqlConnection connection, string book, string year, long upTo, NpgsqlTransaction? transaction = null)
    {
        using var hash = new LinesHash();
        await foreach (var posting in connection.QueryUnbufferedAsync<byte[]>(Hashes, new { book, year, upTo }, transaction))
        {
            hash.Add(Convert.ToHexStringLower(posting));
        }

        return (hash.Count, hash.Hash);
    }
}
