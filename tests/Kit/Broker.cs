using System.Text;
using System.Text.Json;
using HourExchange.Plumbing.Broker;
using RabbitMQ.Client;

namespace HourExchange.Tests.Kit;

/// <summary>An AMQP client that knows nothing of MassTransit: what any foreign program would do.</summary>
internal sealed class Broker : IAsyncDisposable
{
    private readonly IConnection _connection;
    private readonly IChannel _channel;

    private Broker(IConnection connection, IChannel channel)
    {
        _connection = connection;
        _channel = channel;
    }

    public static async Task<Broker> Connect(House house)
    {
        var connection = await BrokerProbe.Factory(house.OwnerBroker).CreateConnectionAsync();
        return new Broker(connection, await connection.CreateChannelAsync());
    }

    public Task Publish<T>(T content, Guid? messageId = null) where T : class =>
        PublishRaw(Wire.ContractOf(typeof(T)), Wire.ContractOf(typeof(T)), JsonSerializer.Serialize(content, Wire.Json), (messageId ?? Guid.CreateVersion7()).ToString());

    public async Task PublishRaw(string exchange, string? type, string body, string? messageId)
    {
        var properties = new BasicProperties { ContentType = "application/json", Type = type, MessageId = messageId, DeliveryMode = DeliveryModes.Persistent };
        await _channel.BasicPublishAsync(exchange, "", mandatory: false, properties, Encoding.UTF8.GetBytes(body));
    }

    public async Task<uint> Count(string queue) => (await _channel.QueueDeclarePassiveAsync(queue)).MessageCount;

    /// <summary>How many instances read the queue.</summary>
    public async Task<uint> Consumers(string queue) => (await _channel.QueueDeclarePassiveAsync(queue)).ConsumerCount;

    public async Task<uint> Purge(string queue) => await _channel.QueuePurgeAsync(queue);

    /// <summary>A queue of the test's own on an exchange.</summary>
    public async Task<string> Listen(string exchange)
    {
        var queue = (await _channel.QueueDeclareAsync("", durable: false, exclusive: true, autoDelete: true)).QueueName;
        await _channel.QueueBindAsync(queue, exchange, "");
        return queue;
    }

    public async Task<BasicGetResult?> Take(string queue) => await _channel.BasicGetAsync(queue, autoAck: true);

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
