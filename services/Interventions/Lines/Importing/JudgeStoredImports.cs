using Dapper;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Interventions.Lines.Registering;
using HourExchange.Plumbing.Database;
using HourExchange.Plumbing.Sending;
using HourExchange.Plumbing.Years;
using Npgsql;

namespace HourExchange.Interventions.Lines.Importing;

/// <summary>
/// Says of each row of a stored list what would become of it now: by the plan by which lists are imported, some thousand rows at a
/// time, with nothing locked but the list. What was half judged when a process ended is judged from its beginning.
/// </summary>
internal sealed partial class JudgeStoredImports(NpgsqlDataSource database, RelayLease lease, TimeProvider clock, ILogger<JudgeStoredImports> log) : BackgroundService
{
    private const string Next = """
        select id, institution from interventions.stored_import where judged_at is null and failed_at is null and expires_at > @now order by stored_at limit 1
        """;

    private const string Fail = "update interventions.stored_import set failed_at = @now where id = @id and judged_at is null";

    // One process of several does it: the one that relays.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Periodically.Run(
        TimeSpan.FromSeconds(1), clock, () => lease.IsHeld ? JudgeAll(stoppingToken) : Task.CompletedTask, LogDatabaseAway, stoppingToken);

    internal async Task JudgeAll(CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        while (await connection.QuerySingleOrDefaultAsync<(Guid Id, string Institution)?>(Next, new { now = clock.GetUtcNow() }) is { } next)
        {
            try
            {
                await Judge(connection, next.Id, next.Institution, stopping);
            }
            catch (Exception exception) when (!TransientFault.Is(exception) && exception is not OperationCanceledException)
            {
                // A fault of ours in one list holds up neither the others nor the service.
                LogFailed(exception, next.Id);
                await connection.ExecuteAsync(Fail, new { id = next.Id, now = clock.GetUtcNow() });
            }
        }
    }

    private async Task Judge(NpgsqlConnection connection, Guid id, string institution, CancellationToken stopping)
    {
        var stored = (await StoredImports.Find(connection, null, id, institution))!;
        var agreement = (await AgreementStore.Load(connection, null, stored.Agreement, institution))!;
        var (header, today) = (stored.Header, clock.Today());
        var said = new Dictionary<string, (LineContent, Guid?)>(StringComparer.Ordinal);
        var counts = new RowCounts(unread: await StoredRows.CountUnread(connection, id));
        var after = 0;
        while (true)
        {
            await using var transaction = await connection.BeginTransactionAsync(stopping);
            var rows = await StoredRows.Take(transaction, id, after);
            var outcomes = await RegisterLines.Foresee(connection, transaction, agreement, header.ToRegister(rows, agreement), institution, said, today);
            var judged = rows.Zip(outcomes, (row, outcome) => new JudgedRow(row.Row, row.Line, outcome)).ToList();
            counts.Add(judged);
            var isLast = rows.Count < ListAtHand.RowsAtOnce;
            // Another process may have been quicker, if the lease went to it meanwhile.
            if (!await StoredImports.NoteJudged(transaction, id, counts, isLast ? clock.GetUtcNow() : null))
            {
                return;
            }

            await StoredRows.Write(transaction, stored, agreement, header, judged, isRecorded: false);
            if (isLast)
            {
                await StoredImports.NoteNewContributors(transaction, id);
            }

            await transaction.CommitAsync(stopping);
            if (isLast)
            {
                return;
            }

            after = rows[^1].Row;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The stored list {Id} could not be judged")]
    private partial void LogFailed(Exception exception, Guid id);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Judging of stored lists: the database does not answer: {Reason}")]
    private partial void LogDatabaseAway(string reason);
}
