using Dapper;
using HourExchange.Plumbing.Database;
using Npgsql;

namespace HourExchange.Plumbing.Sending;

/// <summary>What the relay reads and marks.</summary>
public sealed class OutboxStore(NpgsqlDataSource database)
{
    public const int RefusalsBeforeParking = 10;

    // By sequence, but never "after the last sequence seen": sequences commit out of order.
    private const string Unsent = """
        select sequence, message_id, contract, convert_to(body, 'UTF8') as body, traceparent from plumbing.outbox
        where sent_at is null and parked_at is null order by sequence limit @limit
        """;

    private const string Sent = "update plumbing.outbox set sent_at = now() where sequence = any(@sequences)";

    private const string Refused = """
        update plumbing.outbox set refused_times = refused_times + 1, refused_why = @why,
            parked_at = case when refused_times + 1 >= @limit then now() end
        where sequence = @sequence returning parked_at is not null
        """;

    private const string Purge = """
        delete from plumbing.outbox where sequence in (
            select sequence from plumbing.outbox where sent_at < now() - interval '1 day' order by sent_at limit 5000);
        delete from plumbing.inbox where (consumer, message_id) in (
            select consumer, message_id from plumbing.inbox where received_at < now() - interval '14 days' limit 5000);
        delete from plumbing.idempotent_answer where answered_at < now() - interval '7 days'
        """;

    private const string State = """
        select count(*) filter (where parked_at is null) as unsent,
               count(*) filter (where parked_at is not null) as parked,
               coalesce(extract(epoch from now() - min(created_at) filter (where parked_at is null)), 0)::float8 as oldest_seconds
        from plumbing.outbox where sent_at is null
        """;

    public static async Task<IReadOnlyList<OutboxRow>> ReadUnsent(NpgsqlConnection connection, int limit) =>
        await HotStatement.Query<OutboxRow>(connection, null, Unsent, new NpgsqlParameter("limit", limit));

    public async Task MarkSent(long[] sequences)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var command = await HotStatement.Prepare(connection, null, Sent, new NpgsqlParameter("sequences", sequences));
        await command.ExecuteNonQueryAsync();
    }

    /// <returns>True when the row has now been refused so often that it is parked.</returns>
    public async Task<bool> MarkRefused(long sequence, string why)
    {
        await using var connection = await database.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<bool>(Refused, new { sequence, why, limit = RefusalsBeforeParking });
    }

    public async Task PurgeOld(CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        await connection.ExecuteAsync(new CommandDefinition(Purge, cancellationToken: stopping));
    }

    public async Task<OutboxState> ReadState(CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        return await connection.QuerySingleAsync<OutboxState>(new CommandDefinition(State, cancellationToken: stopping));
    }
}
