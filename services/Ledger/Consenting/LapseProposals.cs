using Dapper;
using HourExchange.Plumbing.Database;
using Npgsql;

namespace HourExchange.Ledger.Consenting;

/// <summary>Each hour, proposals and nettings that have waited too long for the last word become void.</summary>
internal sealed partial class LapseProposals(NpgsqlDataSource database, TimeProvider clock, ILogger<LapseProposals> log) : BackgroundService
{
    // What somebody decides on at this moment is left for the next hour.
    private const string Sql = """
        update ledger.proposal set state = @state, decided_at = @now, void_because = @because
        where id in (select id from ledger.proposal where state = @open and proposed_at < @before order by proposed_at limit @limit for update skip locked);
        update ledger.netting set state = @state, decided_at = @now, void_because = @because
        where id in (select id from ledger.netting where state = @open and proposed_at < @before order by proposed_at limit @limit for update skip locked)
        """;

    private const int AtOnce = 1_000;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Periodically.Run(TimeSpan.FromHours(1), clock, Lapse, LogDatabaseAway, stoppingToken);

    internal async Task Lapse()
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(Sql, new
        {
            state = ProposalLife.Table.Next(ProposalLife.Open, ProposalAct.Void),
            open = ProposalLife.Open,
            because = ProposalLife.Lapsed,
            now,
            before = now - ProposalLife.Patience,
            limit = AtOnce,
        });
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Proposals that lapse: the database does not answer: {Reason}")]
    private partial void LogDatabaseAway(string reason);
}
