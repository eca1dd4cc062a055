using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;

namespace HourExchange.Ledger.ReadingStatement;

/// <summary>
/// One hash over the postings of a year: SHA-256 over their hashes in lower-case hexadecimal, each followed by a line feed,
/// in the order of their numbers.
/// </summary>
internal static class YearRoot
{
    private const string Hashes = "select hash from ledger.posting where book = @book and year = @year order by number";

    public static async Task<(int Count, string Root)> Read(NpgsqlTransaction transaction, string book, string year)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var count = 0;
        await foreach (var posting in transaction.Connection!.QueryUnbufferedAsync<byte[]>(Hashes, new { book, year }, transaction))
        {
            hash.AppendData(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(posting) + "\n"));
            count++;
        }

        return (count, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
