namespace HourExchange.Plumbing.Receiving;

/// <summary>A message as a handler sees it.</summary>
/// <param name="MessageId">The publisher's outbox row: the same in every copy.</param>
/// <param name="Traceparent">W3C trace context of the publisher, if it sent one.</param>
public sealed record Received<T>(Guid MessageId, T Content, string? Traceparent = null);
