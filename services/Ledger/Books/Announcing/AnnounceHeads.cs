using Dapper;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Plumbing.Database;
using HourExchange.Plumbing.Sending;
using Npgsql;

namespace HourExchange.Ledger.Books.Announcing;

/// <summary>Each minute, the number and hash at which books touched in the last day stand: who lags behind learns of it.</summary>
internal sealed partial class AnnounceHeads(NpgsqlDataSource database, RelayLease lease, TimeProvider clock, ILogger<AnnounceHeads> log) : BackgroundService
{
    private const string Heads = """
        select ref as book, last_number as number, encode(last_hash, 'hex') as hash from ledger.book
        where last_number > 0 and last_posted_at > @since order by ref
        """;

    // One process of several speaks: the one that relays.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Periodically.Run(
        TimeSpan.FromMinutes(1), clock, () => lease.IsHeld ? Announce() : Task.CompletedTask, LogDatabaseAway, stoppingToken);

    internal async Task Announce()
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var heads = await connection.QueryAsync<BookHead>(Heads, new { since = clock.GetUtcNow().AddDays(-1) }, transaction);
        await OutboxWriter.AddAll(transaction, heads.AsList());
        await transaction.CommitAsync();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Book heads: the database does not answer: {Reason}")]
    private partial void LogDatabaseAway(string reason);
}
