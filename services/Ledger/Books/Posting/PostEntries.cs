using HourExchange.Contracts.Ledger.V1;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Books.Keeping;
using HourExchange.Plumbing.Sending;
using Npgsql;

namespace HourExchange.Ledger.Books.Posting;

/// <summary>
/// Posts entries in locked books: the one way into <c>ledger.posting</c>. Numbers and hashes continue each book, day sums
/// follow, a draft that an entry falls into is withdrawn, and the postings are announced.
/// </summary>
internal sealed class PostEntries(AccountNumbers accounts, TimeProvider clock)
{
    /// <returns>The numbers of accounts that were not known here; call <see cref="AccountNumbers.Remember"/> with them after the commit.</returns>
    public async Task<Dictionary<(string Book, Account Account), AccountNumber>> Post(
        NpgsqlTransaction transaction, LockedBooks books, IReadOnlyList<PlannedEntry> entries)
    {
        if (entries.Count == 0)
        {
            return [];
        }

        await WithdrawDraft.ForPostings(transaction, books.Routing, entries, clock.GetUtcNow());
        var postings = PostingSequence.Number(entries, books.Heads, clock.GetUtcNow());
        var (numbered, found) = await accounts.Resolve(transaction, postings);
        await PostingStore.Insert(transaction, numbered);
        await OutboxWriter.AddBodies<HoursPosted>(transaction, Announcement.Of(postings, books.Heads));
        return found;
    }
}
