using RabbitMQ.Client;

namespace HourExchange.Plumbing.Broker;

/// <summary>Asks the broker over a fresh connection, because the bus's own may be the one that hangs.</summary>
public static class BrokerProbe
{
    /// <returns>Messages ready in each queue.</returns>
    /// <exception cref="Exception">The broker does not answer within three seconds.</exception>
    public static async Task<IReadOnlyDictionary<string, long>> CountReady(BrokerSettings broker, IEnumerable<string> queues, CancellationToken stopping)
    {
        var factory = Factory(broker);
        await using var connection = await factory.CreateConnectionAsync("probe", stopping);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: stopping);
        var ready = new Dictionary<string, long>();
        foreach (var queue in queues)
        {
            ready[queue] = (await channel.QueueDeclarePassiveAsync(queue, stopping)).MessageCount;
        }

        return ready;
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
