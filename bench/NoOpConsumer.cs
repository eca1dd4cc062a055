using HourExchange.Contracts.Interventions.V1;
using MassTransit;

namespace HourExchange.Bench;

/// <summary>MassTransit's own batch consumer, doing nothing.</summary>
internal sealed class NoOpConsumer(Drain drain) : IConsumer<Batch<InterventionConfirmed>>
{
    public Task Consume(ConsumeContext<Batch<InterventionConfirmed>> context)
    {
        drain.Finished(context.Message.Length);
        return Task.CompletedTask;
    }
}
