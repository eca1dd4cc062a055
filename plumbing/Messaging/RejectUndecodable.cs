using System.Text.Json;
using HourExchange.Plumbing.Inbox;
using MassTransit;

namespace HourExchange.Plumbing.Messaging;

/// <summary>
/// What ends a message's failed delivery in place of MassTransit's _error and _skipped queues. An undecodable body is
/// stored with its reason. Any other fault is thrown on, which gives the message back to its queue.
/// </summary>
internal sealed class RejectUndecodable(Queue queue, RejectedMessages rejected, Progress progress)
    : IFilter<ExceptionReceiveContext>, IFilter<ReceiveContext>
{
    private const string Undecodable = "body-undecodable";

    // Whatever MassTransit throws over a body, what counts is whether the body can be read.
    public Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next) =>
        Describe(context.Body.GetString()) is { Code: Undecodable } fault ? Store(context, fault) : throw context.Exception;

    public Task Send(ReceiveContext context, IPipe<ReceiveContext> next) => Store(context, Describe(context.Body.GetString()));

    public void Probe(ProbeContext context) => context.CreateFilterScope(nameof(RejectUndecodable));

    private async Task Store(ReceiveContext context, (string Code, string Detail) fault)
    {
        await rejected.Store(queue.Name, context, fault.Code, fault.Detail);
        progress.Rejected(queue.Name, fault.Code);
        progress.Consumed(queue.Name, 1);
    }

    private (string Code, string Detail) Describe(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, queue.Contract!, Wire.Json) is null
                ? (Undecodable, "The body is null.")
                : ("contract-unknown", "Nothing in this service reads such a message.");
        }
        catch (JsonException exception)
        {
            return (Undecodable, exception.Message);
        }
    }
}
