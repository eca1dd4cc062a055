using RabbitMQ.Client;

namespace HourExchange.Plumbing.Broker;

/// <summary>
/// Declares a service's exchanges and queues and binds them, as the owner user, before the service runs. Queues without a
/// binding would mean that what is published goes nowhere.
/// </summary>
public static class BrokerTopology
{
    public const string DeadLetters = "dead-letters";

    /// <param name="published">Contracts this service publishes.</param>
    public static async Task Declare(BrokerSettings owner, IEnumerable<Type> published, IEnumerable<Queue> queues)
    {
        await using var connection = await BrokerProbe.Connect(owner, "topology");
        await using var channel = await connection.CreateChannelAsync();
        await DeclareQueue(channel, DeadLetters);
        foreach (var contract in published)
        {
            await DeclareExchange(channel, Wire.ContractOf(contract));
        }

        foreach (var queue in queues)
        {
            await DeclareQueue(channel, queue.Name);
            if (queue.Exchange is not null)
            {
                await DeclareExchange(channel, queue.Exchange);
                await channel.ExchangeBindAsync(destination: queue.Name, source: queue.Exchange, routingKey: "");
            }
        }
    }

    private static Task DeclareExchange(IChannel channel, string name) =>
        channel.ExchangeDeclareAsync(name, ExchangeType.Fanout, durable: true);

    /// <summary>A queue has an exchange of its own name, as MassTransit declares it too.</summary>
    private static async Task DeclareQueue(IChannel channel, string name)
    {
        await DeclareExchange(channel, name);
        await channel.QueueDeclareAsync(name, durable: true, exclusive: false, autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = "quorum", ["x-quorum-initial-group-size"] = 1 });
        await channel.QueueBindAsync(name, name, "");
    }
}
