using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace HourExchange.Plumbing.Telemetry;

/// <summary>When each side of the bus last moved: what the watchdog looks at, and the counters that telemetry exports.</summary>
public sealed class Progress(TimeProvider clock, IMeterFactory meters)
{
    public const string MeterName = "HourExchange.Plumbing";
    public const string Relay = "relay";

    private readonly ConcurrentDictionary<string, long> _movedAt = new();
    private readonly Counter<long> _published = meters.Create(MeterName).CreateCounter<long>("messages.published");
    private readonly Counter<long> _consumed = meters.Create(MeterName).CreateCounter<long>("messages.consumed");
    private readonly Counter<long> _rejected = meters.Create(MeterName).CreateCounter<long>("messages.rejected");

    public void Published(int count)
    {
        BrokerAnswered();
        _published.Add(count);
    }

    /// <summary>The broker took a message or refused it: the relay is alive.</summary>
    public void BrokerAnswered() => _movedAt[Relay] = clock.GetTimestamp();

    public void Consumed(string queue, int count)
    {
        _movedAt[queue] = clock.GetTimestamp();
        _consumed.Add(count, new KeyValuePair<string, object?>("queue", queue));
    }

    public void Rejected(string queue, string code) => _rejected.Add(1, new("queue", queue), new("code", code));

    public long? MovedAt(string side) => _movedAt.TryGetValue(side, out var at) ? at : null;
}
