using Dapper;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Database;
using Npgsql;

namespace HourExchange.Interventions.Lines.Confirming;

/// <summary>
/// A confirmed line that the ledger has neither posted nor refused within five minutes is announced again, under the same
/// message id. The outbox row is still there: sent rows are kept for a day.
/// </summary>
internal sealed partial class SendUnansweredAgain(NpgsqlDataSource database, TimeProvider clock, ILogger<SendUnansweredAgain> log) : BackgroundService
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private const string Again = """
        with unanswered as (
            update interventions.intervention set confirmation_sent_at = @now
            where id in (select id from interventions.intervention
                         where confirmation_message is not null and posting_number is null and posting_refused is null and confirmation_sent_at < @before
                         order by confirmation_sent_at limit 500 for update skip locked)
            returning confirmation_message)
        update plumbing.outbox set sent_at = null from unanswered
        where contract = @contract and message_id = unanswered.confirmation_message and sent_at is not null
        """;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Periodically.Run(TimeSpan.FromMinutes(1), clock, SendAgain, LogDatabaseAway, stoppingToken);

    /// <returns>How many messages go out again.</returns>
    internal async Task<int> SendAgain()
    {
        await using var connection = await database.OpenConnectionAsync();
        var now = clock.GetUtcNow();
        var again = await connection.ExecuteAsync(Again, new { now, before = now - Patience, contract = Wire.ContractOf(typeof(InterventionConfirmed)) });
        if (again > 0)
        {
            LogAgain(again);
        }

        return again;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} confirmed lines have had no answer from the ledger for five minutes and are announced again")]
    private partial void LogAgain(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Unanswered lines: the database does not answer: {Reason}")]
    private partial void LogDatabaseAway(string reason);
}
