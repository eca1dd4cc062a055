using HourExchange.Contracts.Interventions.V1;
using HourExchange.Ledger.Books.Posting;
using HourExchange.Plumbing.Receiving;

namespace HourExchange.Bench;

/// <summary>The real posting, with a stop-watch around it.</summary>
internal sealed class MeasuredHandler(PostHours real, Drain drain) : IBatchHandler<InterventionConfirmed>
{
    public async Task Handle(IReadOnlyList<Received<InterventionConfirmed>> batch, CancellationToken stopping)
    {
        await real.Handle(batch, stopping);
        drain.Finished(batch.Count);
    }
}
