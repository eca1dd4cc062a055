using HourExchange.Plumbing.Security;

namespace HourExchange.Ledger.Reconciling.Comparing;

/// <summary>A list as it was sent, and what to compare it with.</summary>
internal sealed record ListToCompare(
    string Book, string Year, string Counterpart, Caller Caller, ReadOnlyMemory<byte> File, string? ContentType, byte[] FileHash);
