using Dapper;
using HourExchange.Plumbing.Database;
using HourExchange.Plumbing.Sending;
using Npgsql;

namespace HourExchange.Interventions.Lines.Importing;

/// <summary>What stored lists say goes with their day; that there was one is known for a week more, so that who is late is told why.</summary>
internal sealed partial class PurgeStoredImports(NpgsqlDataSource database, RelayLease lease, TimeProvider clock, ILogger<PurgeStoredImports> log) : BackgroundService
{
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(7);

    private const string Next = """
        select id from interventions.stored_import as stored where expires_at <= @now and id > @after
          and exists (select from interventions.stored_import_row where stored_import = stored.id) order by id limit 1
        """;

    private const string Rows = "delete from interventions.stored_import_row where stored_import = @id";

    private const string Lists = """
        delete from interventions.import_progress where import in (
            select id from interventions.stored_import where expires_at <= @before and accepted_at is null);
        delete from interventions.stored_import as stored where expires_at <= @before
          and not exists (select from interventions.stored_import_row where stored_import = stored.id)
        """;

    // One process of several does it: the one that relays.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Periodically.Run(
        TimeSpan.FromMinutes(1), clock, () => lease.IsHeld ? Purge() : Task.CompletedTask, LogDatabaseAway, stoppingToken);

    internal async Task Purge()
    {
        var (now, after) = (clock.GetUtcNow(), Guid.Empty);
        await using var connection = await database.OpenConnectionAsync();
        while (await connection.QuerySingleOrDefaultAsync<Guid?>(Next, new { now, after }) is { } id)
        {
            after = id;
            await using var transaction = await connection.BeginTransactionAsync();
            // One that is being accepted at this moment keeps its rows until that is done.
            if (await StoredImports.TakeToAccept(transaction, id))
            {
                await connection.ExecuteAsync(Rows, new { id }, transaction);
                await transaction.CommitAsync();
            }
        }

        await connection.ExecuteAsync(Lists, new { before = now - Remembered });
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Purge of stored lists: the database does not answer: {Reason}")]
    private partial void LogDatabaseAway(string reason);
}
