namespace HourExchange.Plumbing.Sending;

/// <summary>How much waits to be sent, and for how many seconds the oldest has.</summary>
public sealed record OutboxState(long Unsent, long Parked, double OldestSeconds);
