using Dapper;
using HourExchange.Plumbing.Database;
using Npgsql;

namespace HourExchange.Interventions.Lines.Confirming;

/// <summary>
/// Each minute, lines that no year could take are announced again where an amendment of their agreement has come into force since
/// they were refused: it may have prolonged the agreement. The ledger may hear of the line before it hears of the terms, so what is
/// refused within <see cref="Hearing"/> of the amendment is tried again.
/// </summary>
internal sealed partial class AnnounceAfterProlongation(NpgsqlDataSource database, TimeProvider clock, ILogger<AnnounceAfterProlongation> log) : BackgroundService
{
    public static readonly TimeSpan Hearing = TimeSpan.FromMinutes(10);

    private const int AtOnce = 500;

    private const string Changed = """
        select refused.agreement from (
            select agreement, min(ledger_answered_at) as answered from interventions.intervention
            where posting_refused = 'no-open-year' and ledger_answered_at < @before group by agreement) as refused
        where exists (
            select from interventions.agreement_layer as layer
            where layer.agreement = refused.agreement and layer.in_force_since + @Hearing > refused.answered)
        order by refused.agreement
        """;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Periodically.Run(TimeSpan.FromMinutes(1), clock, Announce, LogDatabaseAway, stoppingToken);

    internal async Task Announce()
    {
        var now = ConfirmLines.Now(clock);
        var before = now - TimeSpan.FromMinutes(1);
        await using var connection = await database.OpenConnectionAsync();
        foreach (var agreement in (await connection.QueryAsync<string>(Changed, new { before, Hearing })).AsList())
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await LinesWithoutYear.AnnounceAgain(transaction, agreement, now, before, AtOnce);
            await transaction.CommitAsync();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lines without a year: the database does not answer: {Reason}")]
    private partial void LogDatabaseAway(string reason);
}
