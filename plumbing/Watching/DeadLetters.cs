using System.Diagnostics.Metrics;
using HourExchange.Plumbing.Telemetry;
using Microsoft.Extensions.Logging;

namespace HourExchange.Plumbing.Watching;

/// <summary>
/// Messages that were delivered in vain again and again, of whatever service: nobody reads them, so somebody must be told. Readiness says so,
/// a gauge counts them, and the log says it once a minute for as long as they are there.
/// </summary>
public sealed partial class DeadLetters
{
    private readonly OnceAMinute _said;
    private readonly ILogger<DeadLetters> _log;
    private long _count;

    public DeadLetters(TimeProvider clock, IMeterFactory meters, ILogger<DeadLetters> log)
    {
        (_said, _log) = (new OnceAMinute(clock), log);
        meters.Create(Progress.MeterName).CreateObservableGauge("messages.dead", () => Count);
    }

    /// <summary>When the broker was last asked.</summary>
    public long Count => Interlocked.Read(ref _count);

    public void Note(long count)
    {
        Interlocked.Exchange(ref _count, count);
        if (count > 0 && _said.IsDue())
        {
            LogDead(count);
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "{Count} messages are in dead-letters: they were delivered in vain again and again, and nobody reads them")]
    private partial void LogDead(long count);
}
