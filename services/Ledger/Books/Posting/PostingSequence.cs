using HourExchange.Ledger.Books.Domain;

namespace HourExchange.Ledger.Books.Posting;

/// <summary>Gives entries their numbers and hashes, continuing each book from its head. To be called under the books' locks.</summary>
internal static class PostingSequence
{
    public static IReadOnlyList<Posted> Number(IReadOnlyList<PlannedEntry> entries, IDictionary<string, BookHead> heads, DateTimeOffset now)
    {
        // PostgreSQL keeps microseconds, and the hash covers what is kept.
        var moment = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        var posted = new List<Posted>(entries.Count);
        foreach (var (book, entry, text) in entries)
        {
            var head = heads[book];
            var number = head.LastNumber + 1;
            var postedAt = moment > head.LastPostedAt ? moment : head.LastPostedAt;
            var hash = CanonicalPosting.Hash(book, number, text, postedAt, head.LastHash);
            posted.Add(new Posted(book, number, entry, text, postedAt, head.LastHash, hash));
            heads[book] = head with { LastNumber = number, LastHash = hash, LastPostedAt = postedAt };
        }

        return posted;
    }
}
