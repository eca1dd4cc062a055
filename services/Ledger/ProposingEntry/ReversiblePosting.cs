using Dapper;
using HourExchange.Ledger.Domain;
using HourExchange.Ledger.ReadingBook;
using Npgsql;

namespace HourExchange.Ledger.ProposingEntry;

/// <summary>A posting, and whether it has been taken back.</summary>
internal sealed record ReversiblePosting(Posted Original, bool IsReversed)
{
    private const string Reversed = "select exists (select from ledger.posting where book = @book and reverses = @number)";

    public static async Task<ReversiblePosting?> Find(NpgsqlTransaction transaction, string book, long number)
    {
        // The connection reads one answer at a time: this one to its end, before the next is asked for.
        Posted? original = null;
        await foreach (var posted in PostingQuery.ReadRange(transaction.Connection!, book, number, number))
        {
            original = posted;
        }

        return original is null
            ? null
            : new ReversiblePosting(original, await transaction.Connection!.ExecuteScalarAsync<bool>(Reversed, new { book, number }, transaction));
    }
}
