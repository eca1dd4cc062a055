using Dapper;
using HourExchange.Contracts.Reporting.V1;
using HourExchange.Plumbing.Database;
using HourExchange.Plumbing.Sending;
using HourExchange.Reporting.Projecting;
using Npgsql;

namespace HourExchange.Reporting.ClosingGaps;

/// <summary>Asks the ledger for postings that are missing: a gap before held ones, or a head beyond the last one applied.</summary>
internal sealed partial class AskForMissing(NpgsqlDataSource database, GapSettings settings, TimeProvider clock, ILogger<AskForMissing> log) : BackgroundService
{
    // A generation that is being filled is asked for by its rebuild, in steps.
    private const string Missing = $"""
        update reporting.book set asked_at = @now
        where generation = {Generations.Live} and behind_since < @now - @patience and (asked_at is null or asked_at < @now - @again)
        returning ref as book, applied_number + 1 as from,
            (select min(from_number) - 1 from reporting.held_postings as held where held.generation = book.generation and held.book = book.ref) as to
        """;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Periodically.Run(settings.LookEvery, clock, Ask, LogDatabaseAway, stoppingToken);

    private async Task Ask()
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var missing = (await connection.QueryAsync<PostingsAsked>(
            Missing, new { now = clock.GetUtcNow(), patience = settings.Patience, again = settings.AskAgainAfter }, transaction)).AsList();
        foreach (var asked in missing)
        {
            LogAsked(asked.Book, asked.From, asked.To);
        }

        await OutboxWriter.AddAll(transaction, missing);
        await transaction.CommitAsync();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Book {Book}: postings {From} to {To} are missing and asked for")]
    private partial void LogAsked(string book, long from, long? to);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Gaps: the database does not answer: {Reason}")]
    private partial void LogDatabaseAway(string reason);
}
