namespace HourExchange.Plumbing.Outbox;

/// <summary>A message to publish under its own id, so that a second copy after a crash is recognised by every inbox.</summary>
public sealed record OutboxRow(long Sequence, Guid MessageId, string Contract, string Body, string? Traceparent);
