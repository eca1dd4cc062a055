using HourExchange.Ledger.Domain;
using HourExchange.Ledger.ReadingBook;
using Npgsql;

namespace HourExchange.Ledger.PostingHours;

/// <summary>Gives entries their numbers and hashes, continuing each book from its head, under the books' locks.</summary>
internal static class PostingSequence
{
    /// <summary>An entry that replaces a posted revision is preceded by that posting's reversal.</summary>
    public static async Task<IReadOnlyList<Posted>> Number(
        NpgsqlTransaction transaction, IReadOnlyList<PlannedEntry> entries, Dictionary<string, BookHead> heads, DateTimeOffset now)
    {
        var posted = new List<Posted>(entries.Count);
        var numberOf = new Dictionary<PlannedEntry, long>(ReferenceEqualityComparer.Instance);
        foreach (var planned in entries)
        {
            if (planned.Replaces is { TakenBack: false } replaced)
            {
                var number = replaced.Number ?? numberOf[replaced.Planned!];
                var original = replaced.Planned?.Entry ?? (await PostingQuery.Read(transaction, planned.Book, number)).Entry;
                var reversal = planned.TakesBack ? PostingRules.TakeBack(original, number, planned.Entry) : PostingRules.Reverse(original, number);
                var text = CanonicalPosting.Text(reversal);
                numberOf[planned] = Append(posted, heads, planned.Book, reversal, text, CanonicalPosting.ContentHash(text), now);
            }

            if (!planned.TakesBack)
            {
                numberOf[planned] = Append(posted, heads, planned.Book, planned.Entry, planned.Text, planned.ContentHash, now);
            }
        }

        return posted;
    }

    private static long Append(
        List<Posted> posted, Dictionary<string, BookHead> heads, string book, Entry entry, byte[] text, byte[] contentHash, DateTimeOffset now)
    {
        var head = heads[book];
        var number = head.LastNumber + 1;
        var postedAt = now > head.LastPostedAt ? now : head.LastPostedAt;
        var hash = CanonicalPosting.Hash(book, number, text, postedAt, head.LastHash);
        posted.Add(new Posted(book, number, entry, text, postedAt, contentHash, head.LastHash, hash));
        heads[book] = head with { LastNumber = number, LastHash = hash, LastPostedAt = postedAt };
        return number;
    }
}
