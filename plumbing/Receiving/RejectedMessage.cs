namespace HourExchange.Plumbing.Receiving;

/// <summary>A message that could not be worked, and why.</summary>
/// <param name="Id">Of the row.</param>
/// <param name="Consumer">Name of the queue that it came by.</param>
/// <param name="MessageId">As its publisher set it; null where it set none.</param>
/// <param name="Contract">Name of its contract, if it said one.</param>
/// <param name="Code">Stable code of the reason.</param>
/// <param name="Detail">The reason, for a developer.</param>
/// <param name="Alarm">True where somebody must look: the same key with other content, or a fault of ours.</param>
/// <param name="Times">How often it came.</param>
/// <param name="RejectedAt">When it came last; UTC.</param>
/// <param name="ReplayedAt">When it was worked after all; null here.</param>
public sealed record RejectedMessage(
    Guid Id, string Consumer, Guid? MessageId, string? Contract, string Code, string Detail, bool Alarm,
    DateTime RejectedAt, int Times, DateTime? ReplayedAt);
