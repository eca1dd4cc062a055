using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Receiving;
using HourExchange.Plumbing.Sending;
using HourExchange.Plumbing.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HourExchange.Plumbing.Watching;

/// <summary>
/// Has receiving begin anew when nobody reads a queue, and ends the process when the bus stands still without cause: MassTransit's recovery
/// can leave a consumer or a publisher dead while its health check says Healthy. A broker or a database that is away is a cause; then it waits.
/// </summary>
public sealed partial class Watchdog(
    BrokerSettings broker, IReadOnlyList<Queue> queues, DeadLetters deadLetters, OutboxStore outbox, RelayLease lease, Progress progress, ReceivingBus receiving,
    WatchdogSettings settings, IProcessEnd process, TimeProvider clock, ILogger<Watchdog> log) : BackgroundService
{
    private const int LooksBetweenRenewals = 2;

    // How long each side has stood still with messages waiting while broker and database answered.
    private readonly Dictionary<string, TimeSpan> _still = [];
    private readonly OnceAMinute _unreachable = new(clock);
    private long _lookedAt = clock.GetTimestamp();
    private int _looksSinceRenewed;

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
        var lookedBefore = _lookedAt;
        try
        {
            var depths = await BrokerProbe.Look(broker, queues.Select(queue => queue.Name).Append(BrokerTopology.DeadLetters), stopping);
            deadLetters.Note(depths[BrokerTopology.DeadLetters].Ready);
            var waiting = queues.ToDictionary(queue => queue.Name, queue => depths[queue.Name].Ready);
            // Asked in any case: without its database nothing can move.
            var unsent = (await outbox.ReadState(stopping)).Unsent;
            waiting[Progress.Relay] = lease.IsHeld ? unsent : 0;
            _lookedAt = clock.GetTimestamp();
            foreach (var (side, count) in waiting)
            {
                Judge(side, count, lookedBefore);
            }

            // One that has just begun has time to come so far.
            if (++_looksSinceRenewed >= LooksBetweenRenewals && queues.Any(queue => depths[queue.Name].Readers == 0))
            {
                _looksSinceRenewed = 0;
                receiving.Renew();
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            // Whatever the probe met, it could not reach broker or database: standing still has a cause. The clocks stop and are not set
            // back: a broker that comes and goes would else keep what is dead alive for ever.
            if (_unreachable.IsDue())
            {
                LogUnreachable(exception.Message);
            }

            _lookedAt = clock.GetTimestamp();
        }
    }

    private void Judge(string side, long count, long lookedBefore)
    {
        if (count == 0)
        {
            _still.Remove(side);
            return;
        }

        var hasMoved = progress.MovedAt(side) is { } moved && moved > lookedBefore;
        _still[side] = _still.TryGetValue(side, out var still) && !hasMoved ? still + clock.GetElapsedTime(lookedBefore, _lookedAt) : TimeSpan.Zero;
        if (_still[side] >= settings.Patience)
        {
            process.End($"{count} messages wait at {side} and nothing has moved for {settings.Patience.TotalSeconds:0} s");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Watchdog: broker or database is away: {Reason}")]
    private partial void LogUnreachable(string reason);
}
