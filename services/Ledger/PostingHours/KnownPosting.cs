namespace HourExchange.Ledger.PostingHours;

/// <summary>A posting of a line that is in its book already: an intervention, or the reversal by which a later revision took it back.</summary>
internal sealed record KnownPosting(string Book, Guid Line, string Kind, int Revision, long? Reverses, long Number, byte[] ContentHash);
