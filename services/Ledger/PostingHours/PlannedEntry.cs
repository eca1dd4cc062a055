using HourExchange.Ledger.Domain;

namespace HourExchange.Ledger.PostingHours;

/// <summary>An entry to be posted.</summary>
/// <param name="Replaces">The line's revision before it, which is reversed first; null for a first revision.</param>
/// <param name="TakesBack">True: the revision before is reversed and nothing is posted anew.</param>
internal sealed record PlannedEntry(string Book, Entry Entry, byte[] Text, byte[] ContentHash, Latest? Replaces, bool TakesBack);
