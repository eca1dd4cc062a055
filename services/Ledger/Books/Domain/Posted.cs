namespace HourExchange.Ledger.Books.Domain;

/// <summary>An entry with its place in the book.</summary>
/// <param name="PostedAt">UTC, whole microseconds, never before the posting that stands in front of it.</param>
/// <param name="Text">The entry in its canonical form: <see cref="CanonicalPosting.Text"/>.</param>
internal sealed record Posted(string Book, long Number, Entry Entry, byte[] Text, DateTimeOffset PostedAt, byte[] PreviousHash, byte[] Hash);
