namespace HourExchange.Plumbing.Watching;

/// <summary>How patient the watchdog is.</summary>
public sealed record WatchdogSettings
{
    public TimeSpan ProbeEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Broker and database reachable, work waiting, nothing moving for this long: the process ends.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);
}
