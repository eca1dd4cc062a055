using HourExchange.Plumbing.Broker;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace HourExchange.Plumbing.Sending;

/// <summary>
/// The connection that messages leave by, apart from the one that they come in by. One that no longer gets anything confirmed while the
/// broker answers others is left to itself, and a new one takes its place: MassTransit's recovery can leave a channel dead (decision 0066).
/// </summary>
public sealed partial class PublishingBus(BrokerSettings broker, TimeProvider clock, ILogger<PublishingBus> log) : IAsyncDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _renewing = new(1);
    private readonly Lock _starting = new();
    private RunningBus? _current;
    private long _askedAt;

    public IBus Current
    {
        get
        {
            lock (_starting)
            {
                return (_current ??= RunningBus.Start(broker)).Bus;
            }
        }
    }

    /// <summary>Nothing was confirmed over <paramref name="hung"/> in time. If the broker is away as well it stays: it connects again by itself.</summary>
    public async Task Renew(IBus hung)
    {
        // Hundreds hang together: the first asks and renews for all, for a broker that is away keeps who asks waiting for seconds.
        var hungAt = clock.GetTimestamp();
        await _renewing.WaitAsync();
        try
        {
            if (_current?.Bus != hung || _askedAt > hungAt)
            {
                return;
            }

            var answers = await BrokerAnswers();
            _askedAt = clock.GetTimestamp();
            if (!answers)
            {
                return;
            }

            var old = _current;
            lock (_starting)
            {
                _current = RunningBus.Start(broker);
            }

            LogRenewed();
            // Not waited for: it would wait for the very thing that hangs.
            _ = Stop(old);
        }
        finally
        {
            _renewing.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_current is { } current)
        {
            await Stop(current);
        }

        _renewing.Dispose();
    }

    private async Task<bool> BrokerAnswers()
    {
        try
        {
            await BrokerProbe.Look(broker, [], CancellationToken.None);
            return true;
        }
        catch (Exception exception)
        {
            // Whatever the probe met, it did not reach the broker.
            LogAway(exception.Message);
            return false;
        }
    }

    private async Task Stop(RunningBus old)
    {
        if (await old.Stop(StopTimeout) is { } fault)
        {
            LogNotStopped(fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Publishing: nothing was confirmed in time while the broker answers; a new connection takes over")]
    private partial void LogRenewed();

    [LoggerMessage(Level = LogLevel.Debug, Message = "Publishing: the broker is away: {Reason}")]
    private partial void LogAway(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Publishing: the connection that was given up did not stop in order: {Reason}")]
    private partial void LogNotStopped(string reason);
}
