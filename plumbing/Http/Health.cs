using System.Reflection;
using Dapper;
using HourExchange.Plumbing.Database;
using HourExchange.Plumbing.Sending;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace HourExchange.Plumbing.Http;

/// <summary>
/// Live: the process answers. Ready: its own database is reachable and migrated. A bus that is away or an old outbox shows
/// as degraded with 200: people can go on working, nothing is lost.
/// </summary>
internal sealed class Health(NpgsqlDataSource database, OutboxStore outbox, IBusControl bus, Assembly service) : IHealthCheck
{
    private const string Ready = "ready";
    private const double OldOutboxSeconds = 60;

    private const string AttentionSql = """
        select (select count(*) from plumbing.rejected_message where replayed_at is null) as rejected,
               (select count(*) from plumbing.rejected_message where replayed_at is null and alarm) as alarms,
               (select count(*) from plumbing.waiting_event where waiting_since < now() - interval '5 minutes') as old_waiting
        """;

    public static void Add(IServiceCollection services, Assembly service) => services.AddHealthChecks().AddTypeActivatedCheck<Health>(Ready, service);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Ok(new { status = "live" })).AllowAnonymous();
        routes.MapGet("/health/ready", async (HealthCheckService checks, CancellationToken stopping) =>
        {
            var found = (await checks.CheckHealthAsync(check => check.Name == Ready, stopping)).Entries[Ready];
            return found.Status == HealthStatus.Unhealthy
                // What an exception says is for the log.
                ? Results.Json(new { status = "not ready", why = found.Exception is null ? found.Description : "failed" }, statusCode: 503)
                : Results.Ok(new
                {
                    status = found.Status == HealthStatus.Degraded ? "degraded" : "ready",
                    bus = found.Data["bus"],
                    outbox = found.Data["outbox"],
                    messages = found.Data["messages"],
                });
        }).AllowAnonymous().Produces(200).Produces(503);
    }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var connection = await database.OpenConnectionAsync(cancellationToken);
            if (!await Migrator.IsMigrated(connection, service))
            {
                return HealthCheckResult.Unhealthy("not migrated");
            }

            var state = await outbox.ReadState(cancellationToken);
            var attention = await connection.QuerySingleAsync<Attention>(new CommandDefinition(AttentionSql, cancellationToken: cancellationToken));
            var busStatus = bus.CheckHealth().Status;
            var degraded = busStatus != BusHealthStatus.Healthy || state.OldestSeconds > OldOutboxSeconds || state.Parked > 0
                || attention.Alarms > 0 || attention.OldWaiting > 0;
            return new HealthCheckResult(degraded ? HealthStatus.Degraded : HealthStatus.Healthy, data: new Dictionary<string, object>
            {
                ["bus"] = busStatus.ToString(),
                ["outbox"] = new { state.Unsent, state.Parked, oldestSeconds = Math.Round(state.OldestSeconds) },
                ["messages"] = attention,
            });
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("database unreachable");
        }
    }

    /// <summary>What somebody should look at: rejected messages, those with an alarm, and events that wait too long for their predecessor.</summary>
    private sealed record Attention(long Rejected, long Alarms, long OldWaiting);
}
