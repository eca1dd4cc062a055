using System.Text.Json;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Plumbing.Broker;
using RabbitMQ.Client;

namespace HourExchange.Bench;

/// <summary>Fills a queue with confirmed lines, as Interventions would, before anybody drains it.</summary>
internal static class Lines
{
    private const int Books = 10;
    private const string Contract = "interventions.intervention-confirmed.v1";

    public static async Task Fill(BrokerSettings broker, string queue, int count)
    {
        await using var connection = await BrokerProbe.Factory(broker).CreateConnectionAsync("bench");
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true, outstandingPublisherConfirmationsRateLimiter: null));
        await channel.ExchangeDeclareAsync(queue, ExchangeType.Fanout, durable: true);
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum", ["x-quorum-initial-group-size"] = 1 });
        await channel.QueueBindAsync(queue, queue, "");
        foreach (var chunk in Enumerable.Range(0, count).Chunk(512))
        {
            await Task.WhenAll(chunk.Select(index => Publish(channel, queue, index)));
        }
    }

    private static Task Publish(IChannel channel, string queue, int index)
    {
        var properties = new BasicProperties { Type = Contract, MessageId = Guid.CreateVersion7().ToString(), ContentType = "application/json", DeliveryMode = DeliveryModes.Persistent };
        return channel.BasicPublishAsync(queue, "", false, properties, JsonSerializer.SerializeToUtf8Bytes(Confirmed(index), Wire.Json)).AsTask();
    }

    public static InterventionConfirmed Confirmed(int index)
    {
        var (lender, receiver) = index % 3 == 0 ? ("HETS", "HG") : ("HG", "HETS");
        var at = new DateTimeOffset(2015, 9, 1, 8, 0, 0, TimeSpan.Zero).AddSeconds(index);
        return new(
            Guid.CreateVersion7(), 1, $"BOOK-{index % Books}", ["HETS", "HG"], lender, receiver, $"HETS-HG-2014-{index:00000}", null, $"{lender}-{index % 40:000}",
            (index % 4) switch { 0 => "promotion", 1 => "recherche", 2 => "formation-continue", _ => "formation-de-base" }, "td",
            new DateOnly(2014, 9, 1).AddDays(index % 300), "2014-2015", new DateOnly(2014, 9, 1), "1.5", "heure", 60, 90, 1, 1, 90, 1, "direct", true,
            [new TurnedKey("HETS", "HETS-approver", at, false), new TurnedKey("HG", "HG-approver", at, false)]);
    }
}
