using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Receiving;

namespace HourExchange.Plumbing.Sending;

/// <summary>The sending seam to the bus. Whoever replaces MassTransit replaces this and <see cref="BatchDelivery{T}"/>.</summary>
public interface IPublisher
{
    /// <summary>Completes when the broker has confirmed the message.</summary>
    /// <exception cref="MessageRefusedException">The broker took the message back: no queue is bound to its exchange, though its contract has readers.</exception>
    /// <exception cref="TimeoutException">The broker has not confirmed it in time.</exception>
    Task Publish(OutboxRow row);
}
