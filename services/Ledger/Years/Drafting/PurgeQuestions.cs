using Dapper;
using HourExchange.Plumbing.Database;
using Npgsql;

namespace HourExchange.Ledger.Years.Drafting;

/// <summary>Each hour, questions about years that are a day old go, but the last that was answered of each year: readiness reads it.</summary>
internal sealed partial class PurgeQuestions(NpgsqlDataSource database, TimeProvider clock, ILogger<PurgeQuestions> log) : BackgroundService
{
    private const string Sql = """
        delete from ledger.year_question where id in (
            select id from ledger.year_question as old
            where asked_at < @before and (answer is null or exists (
                select from ledger.year_question as later
                where later.book = old.book and later.year = old.year and later.answer is not null and (later.asked_at, later.id) > (old.asked_at, old.id)))
            order by asked_at limit @limit)
        """;

    private const int AtOnce = 10_000;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Periodically.Run(TimeSpan.FromHours(1), clock, Purge, LogDatabaseAway, stoppingToken);

    internal async Task Purge()
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(Sql, new { before = clock.GetUtcNow().AddDays(-1), limit = AtOnce });
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old questions: the database does not answer: {Reason}")]
    private partial void LogDatabaseAway(string reason);
}
