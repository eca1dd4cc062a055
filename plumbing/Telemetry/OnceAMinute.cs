namespace HourExchange.Plumbing.Telemetry;

/// <summary>Something that goes on, as a database that is away, is told when it begins and then once a minute: what else happened must still be found between.</summary>
public sealed class OnceAMinute(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private long? _saidAt;

    public bool IsDue()
    {
        lock (_lock)
        {
            if (_saidAt is { } said && clock.GetElapsedTime(said) < TimeSpan.FromMinutes(1))
            {
                return false;
            }

            _saidAt = clock.GetTimestamp();
            return true;
        }
    }
}
