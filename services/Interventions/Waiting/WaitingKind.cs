namespace HourExchange.Interventions.Waiting;

/// <summary>Something that waits for somebody.</summary>
/// <param name="Kind">What waits.</param>
/// <param name="Count">How many of it.</param>
/// <param name="Items">The first 50, the oldest first; none where a role sees the count only.</param>
public sealed record WaitingKind(string Kind, long Count, IReadOnlyList<WaitingItem> Items);
