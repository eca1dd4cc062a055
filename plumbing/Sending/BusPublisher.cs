using System.Diagnostics;
using System.Net.Mime;
using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Telemetry;
using MassTransit;

namespace HourExchange.Plumbing.Sending;

/// <summary>
/// Publishes outbox rows through MassTransit: the JSON as it stands, the row's id as message id, confirmed; mandatory, except
/// for contracts that nobody reads yet. What is not confirmed in time is given up, and the connection with it.
/// </summary>
public sealed class BusPublisher(PublishingBus publishing, WithoutReader withoutReader, RelaySettings settings, TimeProvider clock) : IPublisher
{
    private static readonly OutboxRowSerializer Serializer = new();

    public Task Publish(OutboxRow row) => SendTo(row.Contract, row);

    /// <summary>Sends to an exchange other than the contract's own: the answers to a rebuild go to Reporting's queue alone.</summary>
    public async Task SendTo(string exchange, OutboxRow row)
    {
        using var activity = Tracing.Source.StartActivity($"publish {row.Contract}", ActivityKind.Producer, row.Traceparent);
        var bus = publishing.Current;
        try
        {
            // No cancellation token: one that fires inside the client leaves its channel broken. The wait ends instead.
            await Send(bus, exchange, row, activity?.Id ?? row.Traceparent).WaitAsync(settings.PublishTimeout, clock);
        }
        catch (TimeoutException)
        {
            await publishing.Renew(bus);
            throw;
        }
        catch (Exception exception) when (exception is MessageReturnedException or RabbitMQ.Client.Exceptions.PublishException)
        {
            throw new MessageRefusedException(exception is MessageReturnedException ? "not routed to any queue" : "not accepted by the broker", exception);
        }
    }

    private async Task Send(IBus bus, string exchange, OutboxRow row, string? traceparent)
    {
        var endpoint = await bus.GetSendEndpoint(new Uri($"exchange:{exchange}?type=fanout"));
        await endpoint.Send(row, context => Address(context, row, traceparent));
    }

    private void Address(SendContext context, OutboxRow row, string? traceparent)
    {
        context.MessageId = row.MessageId;
        context.Serializer = Serializer;
        context.Headers.Set(Tracing.Header, traceparent);
        var rabbit = context.GetPayload<RabbitMqSendContext>();
        rabbit.Mandatory = !withoutReader.Contracts.Contains(row.Contract);
        rabbit.BasicProperties.Type = row.Contract;
        rabbit.BasicProperties.ContentType = MediaTypeNames.Application.Json;
    }
}
