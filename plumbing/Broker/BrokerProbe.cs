using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace HourExchange.Plumbing.Broker;

/// <summary>Asks the broker over a fresh connection, because the bus's own may be the one that hangs.</summary>
public static class BrokerProbe
{
    /// <returns>What waits in each queue and who reads it, by its name.</returns>
    /// <exception cref="Exception">The broker does not answer within three seconds.</exception>
    public static async Task<IReadOnlyDictionary<string, QueueSeen>> Look(BrokerSettings broker, IEnumerable<string> queues, CancellationToken stopping)
    {
        await using var connection = await Connect(broker, "probe", stopping);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: stopping);
        var found = new Dictionary<string, QueueSeen>();
        foreach (var queue in queues)
        {
            var seen = await channel.QueueDeclarePassiveAsync(queue, stopping);
            found[queue] = new QueueSeen(seen.MessageCount, seen.ConsumerCount);
        }

        return found;
    }

    /// <exception cref="InvalidOperationException">The broker refuses the password, which is told by the name of its user.</exception>
    public static async Task<IConnection> Connect(BrokerSettings broker, string name, CancellationToken stopping = default)
    {
        try
        {
            return await Factory(broker).CreateConnectionAsync(name, stopping);
        }
        catch (BrokerUnreachableException fault) when (fault.InnerException is AuthenticationFailureException or PossibleAuthenticationFailureException)
        {
            throw new InvalidOperationException($"The broker refuses the password of {broker.User}.", fault);
        }
    }

    public static ConnectionFactory Factory(BrokerSettings broker) => new()
    {
        HostName = broker.Host,
        Port = broker.Port,
        VirtualHost = broker.VirtualHost,
        UserName = broker.User,
        Password = broker.Password,
        RequestedConnectionTimeout = TimeSpan.FromSeconds(3),
        HandshakeContinuationTimeout = TimeSpan.FromSeconds(3),
        ContinuationTimeout = TimeSpan.FromSeconds(3),
        AutomaticRecoveryEnabled = false,
    };
}

/// <param name="Ready">Messages that wait.</param>
/// <param name="Readers">Who takes them, over all processes.</param>
public sealed record QueueSeen(long Ready, long Readers);
