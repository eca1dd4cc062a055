namespace HourExchange.Plumbing.Receiving;

/// <summary>
/// The receiving seam to the bus: works a batch in one transaction of its own, inbox rows included. May be given a
/// message twice in one batch, and again at any later time.
/// </summary>
/// <remarks>
/// A fault that is not transient makes the delivery split the batch, down to the message at fault, which is then stored
/// with the rejected messages. So a handler throws for what it cannot do, and leaves nothing behind when it throws.
/// </remarks>
public interface IBatchHandler<T> where T : class
{
    Task Handle(IReadOnlyList<Received<T>> batch, CancellationToken stopping);
}
