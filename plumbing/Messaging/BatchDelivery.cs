using System.Diagnostics;
using System.Text;
using HourExchange.Plumbing.Database;
using HourExchange.Plumbing.Inbox;
using HourExchange.Plumbing.Telemetry;
using MassTransit;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace HourExchange.Plumbing.Messaging;

/// <summary>
/// Takes batches from MassTransit and hands them to the handler: sorts out what is not of the contract, tries transient
/// faults again, splits a batch that fails for the sake of one message.
/// </summary>
public sealed partial class BatchDelivery<T>(
    IBatchHandler<T> handler, RejectedMessages rejected, Progress progress, TimeProvider clock,
    ILogger<BatchDelivery<T>> log) : IConsumer<Batch<T>> where T : class
{
    // After the last one the batch goes back to the queue; the queue's delivery limit ends that.
    private static readonly TimeSpan[] Pauses =
        [.. new[] { 50, 200, 1000 }.Concat(Enumerable.Repeat(2000, 30)).Select(ms => TimeSpan.FromMilliseconds(ms))];

    private static readonly string Contract = Wire.ContractOf(typeof(T));

    public async Task Consume(ConsumeContext<Batch<T>> context)
    {
        var queue = context.Message[0].ReceiveContext.InputAddress.Segments[^1];
        var batch = new List<Received<T>>(context.Message.Length);
        foreach (var message in context.Message)
        {
            var properties = message.GetPayload<RabbitMqBasicConsumeContext>().Properties;
            if (Unreadable(message.MessageId, properties.Type) is { } refusal)
            {
                await rejected.Store(queue, message.ReceiveContext, refusal.Code, refusal.Message);
                progress.Rejected(queue, refusal.Code);
            }
            else
            {
                batch.Add(new Received<T>(message.MessageId!.Value, message.Message, TraceparentOf(properties)));
            }
        }

        if (batch.Count > 0)
        {
            using var activity = StartActivity(queue, batch);
            await Work(queue, batch, context.CancellationToken);
        }

        progress.Consumed(queue, context.Message.Length);
    }

    private static Refusal? Unreadable(Guid? messageId, string? contract)
    {
        if (messageId is null)
        {
            return Refusal.Malformed("message-id-missing", "The AMQP property message-id holds no UUID.");
        }

        return contract == Contract
            ? null
            : Refusal.Malformed("contract-unknown", $"The AMQP property type is '{contract}', not '{Contract}'.");
    }

    /// <summary>Read from the AMQP properties: MassTransit's own header collection is built anew for each message.</summary>
    private static string? TraceparentOf(IReadOnlyBasicProperties properties) =>
        properties.Headers?.TryGetValue(Tracing.Header, out var value) == true && value is byte[] text ? Encoding.ASCII.GetString(text) : null;

    /// <summary>The batch's work hangs under its first message's trace; the others are linked.</summary>
    private static Activity? StartActivity(string queue, List<Received<T>> batch)
    {
        var links = batch.Select(message => message.Traceparent).Distinct()
            .Select(trace => ActivityContext.TryParse(trace, null, isRemote: true, out var parsed) ? parsed : default)
            .Where(trace => trace != default).Take(128).ToList();
        return Tracing.Source.StartActivity(
            $"process {queue}", ActivityKind.Consumer, links.FirstOrDefault(), links: links.Skip(1).Select(trace => new ActivityLink(trace)));
    }

    private async Task Work(string queue, IReadOnlyList<Received<T>> batch, CancellationToken stopping)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                await handler.Handle(batch, stopping);
                return;
            }
            catch (Exception exception) when (TransientFault.Is(exception) && tries < Pauses.Length)
            {
                LogRetry(queue, batch.Count, exception.Message);
                await Task.Delay(Pauses[tries], clock, stopping);
            }
            catch (Exception exception) when (!TransientFault.Is(exception) && exception is not OperationCanceledException)
            {
                await Split(queue, batch, exception, stopping);
                return;
            }
        }
    }

    private async Task Split(string queue, IReadOnlyList<Received<T>> batch, Exception exception, CancellationToken stopping)
    {
        if (batch.Count == 1)
        {
            LogRejected(queue, batch[0].MessageId, exception);
            await rejected.Store(queue, batch[0], "message-failed", exception.GetType().Name, alarm: true);
            progress.Rejected(queue, "message-failed");
            return;
        }

        var half = batch.Count / 2;
        await Work(queue, [.. batch.Take(half)], stopping);
        await Work(queue, [.. batch.Skip(half)], stopping);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Queue}: a batch of {Count} is tried again: {Reason}")]
    private partial void LogRetry(string queue, int count, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Queue}: message {MessageId} failed and is stored with the rejected messages")]
    private partial void LogRejected(string queue, Guid messageId, Exception exception);
}
