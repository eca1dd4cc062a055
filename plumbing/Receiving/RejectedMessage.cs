namespace HourExchange.Plumbing.Receiving;

/// <summary>A message that could not be worked, and why.</summary>
/// <param name="Alarm">True where somebody must look: the same key with other content, or a fault of ours.</param>
/// <param name="Times">How often it came.</param>
public sealed record RejectedMessage(
    Guid Id, string Consumer, Guid? MessageId, string? Contract, string Code, string Detail, bool Alarm,
    DateTime RejectedAt, int Times, DateTime? ReplayedAt);
