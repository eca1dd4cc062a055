namespace HourExchange.Plumbing.Sending;

/// <summary>Limits of the relay.</summary>
public sealed record RelaySettings
{
    /// <summary>A publish that hangs is given up after this long; the row stays unsent. Well below the watchdog's patience, which would end the process.</summary>
    public TimeSpan PublishTimeout { get; init; } = TimeSpan.FromSeconds(8);

    public int PublishesInFlight { get; init; } = 256;

    public int RowsPerRead { get; init; } = 1024;

    /// <summary>Without being told of new rows: for those that were refused, or were written while the relay was not listening.</summary>
    public TimeSpan PollEvery { get; init; } = TimeSpan.FromSeconds(1);
}
