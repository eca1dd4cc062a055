using Dapper;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Plumbing.Sending;
using Npgsql;

namespace HourExchange.Ledger.Books.Posting;

/// <summary>Takes a draft back: nobody has signed it, or a party refused to.</summary>
internal static class WithdrawDraft
{
    private const string Sql = """
        update ledger.statement set withdrawn_at = @now, withdrawn_why = @why, refused_because = @reason where id = @Statement;
        update ledger.book_year set state = 'open', statement = null where book = @Book and year = @Year
        """;

    /// <summary>A posting into a drafted year withdraws the draft: what was drafted is no longer what stands.</summary>
    public static async Task ForPostings(
        NpgsqlTransaction transaction, IReadOnlyDictionary<string, LateRouting> routing, IEnumerable<PlannedEntry> entries, DateTimeOffset now)
    {
        if (routing.Count == 0)
        {
            return;
        }

        foreach (var (book, year) in entries.Select(planned => (planned.Book, planned.Entry.Year)).Distinct())
        {
            if (routing.GetValueOrDefault(book)?.DraftOf(year) is { } draft)
            {
                await Run(transaction, draft, "posting", now);
            }
        }
    }

    /// <param name="why">posting, drafted-anew, refused or reopened.</param>
    /// <param name="reason">Of who refused to sign, in their own words.</param>
    public static async Task Run(NpgsqlTransaction transaction, BookYear year, string why, DateTimeOffset now, string? reason = null)
    {
        await transaction.Connection!.ExecuteAsync(Sql, new { year.Statement, year.Book, year.Year, now, why, reason }, transaction);
        await OutboxWriter.Add(transaction, new DraftWithdrawn(year.Book, year.Year, year.Statement!.Value, why));
    }
}
