namespace HourExchange.Plumbing.Broker;

/// <summary>The queue from which contract <typeparamref name="T"/> is read in this service; its name is the consumer's name in the inbox.</summary>
public sealed record QueueOf<T>(Queue Queue);
