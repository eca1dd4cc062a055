using HourExchange.Ledger.Books.Domain;

namespace HourExchange.Ledger.Books.Posting;

/// <summary>An entry to be posted in the book of that ref, with its canonical text.</summary>
/// <param name="Entry">As it will stand: a late one already lies in the oldest open year.</param>
internal sealed record PlannedEntry(string Book, Entry Entry, byte[] Text)
{
    public PlannedEntry(string book, Entry entry) : this(book, entry, CanonicalPosting.Text(entry))
    {
    }
}
