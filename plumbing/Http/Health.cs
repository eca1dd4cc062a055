using System.Reflection;
using Dapper;
using HourExchange.Plumbing.Database;
using HourExchange.Plumbing.Sending;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace HourExchange.Plumbing.Http;

/// <summary>
/// Live: the process answers. Ready: its own database is reachable and migrated. A bus that is away or an old outbox shows
/// as degraded with 200: people can go on working, nothing is lost.
/// </summary>
public static class Health
{
    private const double OldOutboxSeconds = 60;

    private const string AttentionSql = """
        select (select count(*) from plumbing.rejected_message where replayed_at is null) as rejected,
               (select count(*) from plumbing.rejected_message where replayed_at is null and alarm) as alarms,
               (select count(*) from plumbing.waiting_event where waiting_since < now() - interval '5 minutes') as old_waiting
        """;

    public static void MapHealth(this IEndpointRouteBuilder routes, Assembly service)
    {
        routes.MapGet("/health/live", () => Results.Ok(new { status = "live" })).AllowAnonymous();
        routes.MapGet("/health/ready", (NpgsqlDataSource database, OutboxStore outbox, IBusControl bus, CancellationToken stopping) =>
            Ready(service, database, outbox, bus, stopping)).AllowAnonymous().Produces(200).Produces(503);
    }

    private static async Task<IResult> Ready(
        Assembly service, NpgsqlDataSource database, OutboxStore outbox, IBusControl bus, CancellationToken stopping)
    {
        try
        {
            await using var connection = await database.OpenConnectionAsync(stopping);
            if (!await Migrator.IsMigrated(connection, service))
            {
                return NotReady("not migrated");
            }
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            return NotReady("database unreachable");
        }

        var state = await outbox.ReadState(stopping);
        var attention = await ReadAttention(database, stopping);
        var busStatus = bus.CheckHealth().Status;
        var degraded = busStatus != BusHealthStatus.Healthy || state.OldestSeconds > OldOutboxSeconds || state.Parked > 0
            || attention.Alarms > 0 || attention.OldWaiting > 0;
        return Results.Ok(new
        {
            status = degraded ? "degraded" : "ready",
            bus = busStatus.ToString(),
            outbox = new { state.Unsent, state.Parked, oldestSeconds = Math.Round(state.OldestSeconds) },
            messages = attention,
        });
    }

    private static async Task<Attention> ReadAttention(NpgsqlDataSource database, CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        return await connection.QuerySingleAsync<Attention>(new CommandDefinition(AttentionSql, cancellationToken: stopping));
    }

    private static IResult NotReady(string why) => Results.Json(new { status = "not ready", why }, statusCode: 503);

    /// <summary>What somebody should look at: rejected messages, those with an alarm, and events that wait too long for their predecessor.</summary>
    private sealed record Attention(long Rejected, long Alarms, long OldWaiting);
}
