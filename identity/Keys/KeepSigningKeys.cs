using HourExchange.Plumbing.Database;

namespace HourExchange.Identity.Keys;

/// <summary>Reads the keys before the program listens, and looks each minute whether the next is due.</summary>
internal sealed partial class KeepSigningKeys(SigningKeys keys, TimeProvider clock, ILogger<KeepSigningKeys> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await keys.Refresh(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Periodically.Run(Pause, clock, () => keys.Refresh(stoppingToken), DatabaseAway, stoppingToken);

    [LoggerMessage(LogLevel.Warning, "The signing keys could not be read: {Why}")]
    private partial void DatabaseAway(string why);
}
