using HourExchange.Contracts.Ledger.V1;
using HourExchange.Ledger.ClosingYear;
using HourExchange.Ledger.Domain;
using HourExchange.Plumbing.Outbox;
using Npgsql;

namespace HourExchange.Ledger.PostingHours;

/// <summary>
/// Posts entries in locked books: the one way into <c>ledger.posting</c>. Numbers and hashes continue each book, day sums
/// follow, a draft that an entry falls into is withdrawn, and the postings are announced.
/// </summary>
internal sealed class PostEntries(AccountNumbers accounts, TimeProvider clock)
{
    /// <returns>The postings; call <see cref="AccountNumbers.Remember"/> with the numbers after the commit.</returns>
    public async Task<(IReadOnlyList<Posted> Postings, Dictionary<(string Book, Account Account), int> Numbers)> Post(
        NpgsqlTransaction transaction, LockedBooks books, IReadOnlyList<PlannedEntry> entries)
    {
        if (entries.Count == 0)
        {
            return ([], []);
        }

        await WithdrawDraft.ForPostings(transaction, books.Routing, entries, clock.GetUtcNow());
        var postings = PostingSequence.Number(entries, books.Heads, clock.GetUtcNow());
        var numbers = await accounts.Resolve(transaction, postings.SelectMany(Accounts));
        await PostingStore.Insert(transaction, postings, numbers);
        await OutboxWriter.AddBodies<HoursPosted>(transaction, Announcement.Of(postings, books.Heads));
        return (postings, numbers);
    }

    // Both accounts of a pair are opened together, whichever the entry names.
    private static IEnumerable<(string Book, Account Account)> Accounts(Posted posted) =>
    [
        (posted.Book, posted.Entry.Debit), (posted.Book, posted.Entry.Debit.Mirror),
        (posted.Book, posted.Entry.Credit), (posted.Book, posted.Entry.Credit.Mirror),
    ];
}
