using HourExchange.Contracts.Ledger.V1;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Books.Keeping;
using HourExchange.Plumbing.Sending;
using Npgsql;

namespace HourExchange.Ledger.Books.Posting;

/// <summary>Takes back the draft of a year that a posting falls into. What becomes of a year is not for its postings to say.</summary>
internal delegate Task WithdrawDraft(NpgsqlTransaction transaction, BookYear draft, DateTimeOffset now);

/// <summary>
/// Posts entries in locked books: the one way into <c>ledger.posting</c>. Numbers and hashes continue each book, day sums
/// follow, a draft that an entry falls into is withdrawn, and the postings are announced.
/// </summary>
internal sealed class PostEntries(AccountNumbers accounts, WithdrawDraft withdraw, TimeProvider clock)
{
    /// <returns>The numbers of accounts that were not known here; call <see cref="AccountNumbers.Remember"/> with them after the commit.</returns>
    public async Task<Dictionary<(string Book, Account Account), AccountNumber>> Post(
        NpgsqlTransaction transaction, LockedBooks books, IReadOnlyList<PlannedEntry> entries)
    {
        if (entries.Count == 0)
        {
            return [];
        }

        var now = clock.GetUtcNow();
        foreach (var draft in entries.Select(planned => (planned.Book, planned.Entry.Year)).Distinct()
            .Select(year => books.Routing.GetValueOrDefault(year.Book)?.DraftOf(year.Year)).OfType<BookYear>())
        {
            await withdraw(transaction, draft, now);
        }

        var postings = PostingSequence.Number(entries, books.Heads, now);
        var (numbered, found) = await accounts.Resolve(transaction, postings);
        await PostingStore.Insert(transaction, numbered);
        await OutboxWriter.AddBodies<HoursPosted>(transaction, Announcement.Of(postings, books.Heads));
        return found;
    }
}

/// <summary>An entry to be posted in the book of that ref, with its canonical text.</summary>
/// <param name="Entry">As it will stand: a late one already lies in the oldest open year.</param>
internal sealed record PlannedEntry(string Book, Entry Entry, byte[] Text)
{
    public PlannedEntry(string book, Entry entry) : this(book, entry, CanonicalPosting.Text(entry))
    {
    }
}
