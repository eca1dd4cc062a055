using HourExchange.Plumbing.Database;
using Npgsql;

namespace HourExchange.Reporting.Rebuilding;

/// <summary>
/// Drives a rebuild: asks, asks again what was lost, switches when everything is in, and empties what is left. Where it stands is in the
/// database alone: any instance goes on, after whatever death.
/// </summary>
internal sealed partial class FillGeneration(NpgsqlDataSource database, RebuildSettings settings, TimeProvider clock, ILogger<FillGeneration> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Periodically.Run(settings.LookEvery, clock, Look, LogDatabaseAway, stoppingToken);

    private async Task Look()
    {
        await using var connection = await database.OpenConnectionAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            if (await RebuildStore.TryLock(transaction) is { } rebuild)
            {
                await Fill(transaction, rebuild);
            }

            await transaction.CommitAsync();
        }

        await LeftGenerations.Empty(connection, settings, clock.GetUtcNow());
    }

    private async Task Fill(NpgsqlTransaction transaction, RunningRebuild rebuild)
    {
        var now = clock.GetUtcNow();
        await RebuildStore.AskForPages(transaction, rebuild, settings, now);
        await RebuildStore.AskForPostings(transaction, rebuild, settings, now);
        if (await RebuildStore.IsFull(transaction, rebuild))
        {
            await RebuildStore.Switch(transaction, rebuild, now);
            LogSwitched(rebuild.Generation);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Rebuild: reports read generation {Generation} from now on")]
    private partial void LogSwitched(int generation);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Rebuild: the database does not answer: {Reason}")]
    private partial void LogDatabaseAway(string reason);
}
