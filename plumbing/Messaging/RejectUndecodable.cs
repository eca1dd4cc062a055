using System.Runtime.Serialization;
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
    public async Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        if (context.Exception is not (SerializationException or JsonException))
        {
            throw context.Exception;
        }

        await Store(context, "body-undecodable", (context.Exception.InnerException ?? context.Exception).Message);
    }

    public Task Send(ReceiveContext context, IPipe<ReceiveContext> next) =>
        Store(context, "contract-unknown", "Nothing in this service reads such a message.");

    public void Probe(ProbeContext context) => context.CreateFilterScope(nameof(RejectUndecodable));

    private async Task Store(ReceiveContext context, string code, string detail)
    {
        await rejected.Store(queue.Name, context, code, detail);
        progress.Rejected(queue.Name, code);
        progress.Consumed(queue.Name, 1);
    }
}
