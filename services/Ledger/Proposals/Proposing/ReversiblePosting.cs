using Dapper;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Books.Reading;
using Npgsql;

namespace HourExchange.Ledger.Proposals.Proposing;

/// <summary>A posting, and whether it has been taken back.</summary>
internal sealed record ReversiblePosting(Posted Original, bool IsReversed)
{
    private const string Reversed = "select exists (select from ledger.posting where book = @book and reverses = @number)";

    public static async Task<ReversiblePosting?> Find(NpgsqlTransaction transaction, string book, long number)
    {
        Posted? original = null;
        await foreach (var posted in PostingQuery.ReadRange(transaction.Connection!, book, number, number))
        {
            original = posted;
        }

        // Only now: while postings are being read, the connection takes no other question.
        return original is null
            ? null
            : new ReversiblePosting(original, await transaction.Connection!.ExecuteScalarAsync<bool>(Reversed, new { book, number }, transaction));
    }
}
