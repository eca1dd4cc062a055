namespace HourExchange.Ledger.PostingHours;

/// <summary>A posting of a line that is in its book already.</summary>
internal sealed record KnownPosting(string Book, Guid Line, int Revision, long Number, byte[] ContentHash);
