using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Sending;
using HourExchange.Plumbing.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HourExchange.Plumbing.Watching;

/// <summary>
/// Ends the process when the bus stands still without cause: MassTransit's recovery can leave a consumer or a publisher
/// dead while its health check says Healthy. A broker or a database that is away is a cause; then it waits.
/// </summary>
public sealed partial class Watchdog(
    BrokerSettings broker, IReadOnlyList<Queue> queues, OutboxStore outbox, RelayLease lease, Progress progress,
    WatchdogSettings settings, IProcessEnd process, TimeProvider clock, ILogger<Watchdog> log) : BackgroundService
{
    private readonly Dictionary<string, long> _waitingSince = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.ProbeEvery, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await Look(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    private async Task Look(CancellationToken stopping)
    {
        Dictionary<string, long> waiting;
        try
        {
            waiting = new(await BrokerProbe.CountReady(broker, queues.Select(queue => queue.Name), stopping));
            // Asked in any case: without its database nothing can move.
            var unsent = (await outbox.ReadState(stopping)).Unsent;
            waiting[Progress.Relay] = lease.IsHeld ? unsent : 0;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            // Whatever the probe met, it could not reach broker or database: standing still has a cause.
            LogUnreachable(exception.Message);
            _waitingSince.Clear();
            return;
        }

        foreach (var (side, count) in waiting)
        {
            Judge(side, count);
        }
    }

    private void Judge(string side, long count)
    {
        if (count == 0)
        {
            _waitingSince.Remove(side);
            return;
        }

        var now = clock.GetTimestamp();
        _waitingSince.TryAdd(side, now);
        var still = Math.Max(_waitingSince[side], progress.MovedAt(side) ?? 0);
        if (clock.GetElapsedTime(still) >= settings.Patience)
        {
            process.End($"{count} messages wait at {side} and nothing has moved for {settings.Patience.TotalSeconds:0} s");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Watchdog: broker or database is away: {Reason}")]
    private partial void LogUnreachable(string reason);
}
