using Dapper;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Plumbing.Database;
using HourExchange.Plumbing.Sending;
using HourExchange.Plumbing.Years;
using Npgsql;

namespace HourExchange.Ledger.Books.Announcing;

/// <summary>
/// Each minute, the number and hash at which books touched in the last day stand: who lags behind learns of it. Once each calendar day every
/// book, so that whoever reports of days that are over knows that they are.
/// </summary>
internal sealed partial class AnnounceHeads(NpgsqlDataSource database, RelayLease lease, TimeProvider clock, ILogger<AnnounceHeads> log) : BackgroundService
{
    private const string Heads = """
        select ref as book, last_number as number, encode(last_hash, 'hex') as hash from ledger.book
        where @all or (last_number > 0 and last_posted_at > @since) order by ref
        """;

    /// <summary>Of this process: after another start all are told once more, which says nothing new.</summary>
    private DateOnly _allToldOn;

    // One process of several speaks: the one that relays.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Periodically.Run(
        TimeSpan.FromMinutes(1), clock, () => lease.IsHeld ? Announce() : Task.CompletedTask, LogDatabaseAway, stoppingToken);

    internal async Task Announce()
    {
        // Before the books are looked at: what is posted meanwhile may be in them, what was posted before is.
        var now = clock.GetUtcNow();
        var today = clock.DayOf(now);
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var heads = await connection.QueryAsync<(string Book, long Number, string Hash)>(Heads, new { all = _allToldOn != today, since = now.AddDays(-1) }, transaction);
        await OutboxWriter.AddAll(transaction, heads.Select(head => new BookHead(head.Book, head.Number, head.Hash, now)).ToList());
        await transaction.CommitAsync();
        _allToldOn = today;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Book heads: the database does not answer: {Reason}")]
    private partial void LogDatabaseAway(string reason);
}
