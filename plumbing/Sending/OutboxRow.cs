namespace HourExchange.Plumbing.Sending;

/// <summary>A message to publish under its own id, so that a second copy after a crash is recognised by every inbox.</summary>
/// <param name="Body">JSON in UTF-8.</param>
public sealed record OutboxRow(long Sequence, Guid MessageId, string Contract, byte[] Body, string? Traceparent);
