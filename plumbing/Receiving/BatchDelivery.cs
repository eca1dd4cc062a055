using System.Diagnostics;
using System.Text;
using System.Text.Json;
using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Database;
using HourExchange.Plumbing.Telemetry;
using MassTransit;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace HourExchange.Plumbing.Receiving;

/// <summary>
/// Takes a queue's messages from MassTransit as they arrive and hands them to the handler in batches: sorts out what is not
/// of the contract, tries transient faults again, splits a batch that fails for the sake of one message. A message is
/// acknowledged when its batch has been worked, and goes back to the queue when that fails (decision 0025).
/// </summary>
internal sealed partial class BatchDelivery<T> : IFilter<ReceiveContext> where T : class
{
    /// <summary>Two batches at a time: one computes while the other waits for the database.</summary>
    private const int BatchesAtOnce = 2;

    // After the last one the batch goes back to the queue; the queue's delivery limit ends that.
    private static readonly TimeSpan[] Pauses =
        [.. new[] { 50, 200, 1000 }.Concat(Enumerable.Repeat(2000, 30)).Select(ms => TimeSpan.FromMilliseconds(ms))];

    private static readonly string Contract = Wire.ContractOf(typeof(T));

    private readonly string _queue;
    private readonly Func<IBatchHandler<T>> _handler;
    private readonly RejectedMessages _rejected;
    private readonly Progress _progress;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly OnceAMinute _retried;
    private readonly BatchGathering<ReceiveContext> _batches;

    /// <param name="handler">Asked for with each batch: a handler may need the bus, which is not built yet when its endpoints are.</param>
    public BatchDelivery(
        Queue queue, Func<IBatchHandler<T>> handler, RejectedMessages rejected, Progress progress, TimeProvider clock, ILogger<BatchDelivery<T>> log)
    {
        (_queue, _handler, _rejected, _progress, _clock, _log) = (queue.Name, handler, rejected, progress, clock, log);
        _retried = new OnceAMinute(clock);
        _batches = new BatchGathering<ReceiveContext>(queue.BatchLimit, queue.BatchWait, BatchesAtOnce, Deliver);
    }

    /// <summary>Nothing comes after it: the message is not passed on to MassTransit's own consumers.</summary>
    public Task Send(ReceiveContext context, IPipe<ReceiveContext> next) => _batches.Add(context);

    public void Probe(ProbeContext context) => context.CreateFilterScope("batchDelivery").Add("contract", Contract);

    private async Task Deliver(IReadOnlyList<ReceiveContext> messages)
    {
        // The last one's: after a reconnection the first may have come over a channel that is gone.
        var stopping = messages[^1].CancellationToken;
        var batch = new List<Received<T>>(messages.Count);
        var refused = new List<(ReceiveContext Message, Refusal Refusal)>();
        foreach (var message in messages)
        {
            if (Read(message).IsRefused(out var refusal, out var received))
            {
                refused.Add((message, refusal));
            }
            else
            {
                batch.Add(received);
            }
        }

        if (batch.Count > 0)
        {
            using var activity = StartActivity(_queue, batch);
            await Work(batch, stopping);
        }

        foreach (var (message, refusal) in refused)
        {
            await TryAgain(() => _rejected.Store(_queue, message, refusal.Code, refusal.Message), 1, stopping);
            _progress.Rejected(_queue, refusal.Code);
        }

        _progress.Consumed(_queue, messages.Count);
    }

    private static Decision<Received<T>> Read(ReceiveContext message)
    {
        var properties = message.GetPayload<RabbitMqBasicConsumeContext>().Properties;
        if (!Guid.TryParse(properties.MessageId, out var id))
        {
            return Refusal.Malformed("message-id-missing", "The AMQP property message-id holds no UUID.");
        }

        if (properties.Type != Contract)
        {
            return Refusal.Malformed("contract-unknown", $"The AMQP property type is '{properties.Type}', not '{Contract}'.");
        }

        try
        {
            return JsonSerializer.Deserialize<T>(message.Body.GetBytes(), Wire.Json) is { } content
                ? new Received<T>(id, content, TraceparentOf(properties))
                : Refusal.Malformed("body-undecodable", "The body is null.");
        }
        catch (JsonException exception)
        {
            return Refusal.Malformed("body-undecodable", exception.Message);
        }
    }

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

    private async Task Work(IReadOnlyList<Received<T>> batch, CancellationToken stopping)
    {
        try
        {
            await TryAgain(() => _handler().Handle(batch, stopping), batch.Count, stopping);
        }
        catch (Exception exception) when (!TransientFault.Is(exception) && exception is not OperationCanceledException)
        {
            await Split(batch, exception, stopping);
        }
    }

    private async Task Split(IReadOnlyList<Received<T>> batch, Exception exception, CancellationToken stopping)
    {
        if (batch.Count == 1)
        {
            LogRejected(_queue, batch[0].MessageId, exception);
            await TryAgain(() => _rejected.Store(_queue, batch[0], "message-failed", exception.GetType().Name, alarm: true), 1, stopping);
            _progress.Rejected(_queue, "message-failed");
            return;
        }

        var half = batch.Count / 2;
        await Work([.. batch.Take(half)], stopping);
        await Work([.. batch.Skip(half)], stopping);
    }

    private async Task TryAgain(Func<Task> work, int count, CancellationToken stopping)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                await work();
                return;
            }
            catch (Exception exception) when (TransientFault.Is(exception) && tries < Pauses.Length)
            {
                if (_retried.IsDue())
                {
                    LogRetry(_queue, count, exception.Message);
                }

                await Task.Delay(Pauses[tries], _clock, stopping);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Queue}: a batch of {Count} is tried again: {Reason}")]
    private partial void LogRetry(string queue, int count, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Queue}: message {MessageId} failed and is stored with the rejected messages")]
    private partial void LogRejected(string queue, Guid messageId, Exception exception);
}
