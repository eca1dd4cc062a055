using System.Reflection;
using Dapper;
using HourExchange.Plumbing.Database;
using HourExchange.Plumbing.Receiving;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Sending;
using HourExchange.Plumbing.Watching;
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
/// as degraded with 200: people can go on working, nothing is lost. So does a sign-in provider that cannot be reached.
/// </summary>
internal sealed class Health(NpgsqlDataSource database, OutboxStore outbox, ReceivingBus bus, DeadLetters deadLetters, SignInWatch signIn, Assembly service) : IHealthCheck
{
    private const string Ready = "ready";
    private const double OldOutboxSeconds = 60;

    private const string AttentionSql = """
        select (select count(*) from plumbing.rejected_message where replayed_at is null) as rejected,
               (select count(*) from plumbing.rejected_message where replayed_at is null and alarm) as alarms,
               (select count(*) from plumbing.waiting_event where waiting_since < now() - interval '5 minutes') as old_waiting,
               @dead::bigint as dead
        """;

    public static void Add(IServiceCollection services, Assembly service) => services.AddHealthChecks().AddTypeActivatedCheck<Health>(Ready, service);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Ok(new Live("live"))).AllowAnonymous().WithName("isLive");
        routes.MapGet("/health/ready", async (HealthCheckService checks, CancellationToken stopping) =>
        {
            var found = (await checks.CheckHealthAsync(check => check.Name == Ready, stopping)).Entries[Ready];
            return found.Status == HealthStatus.Unhealthy
                // What an exception says is for the log.
                ? Results.Json(new NotReady("not ready", found.Exception is null ? found.Description! : "failed"), statusCode: 503)
                : Results.Ok(new Readiness(
                    found.Status == HealthStatus.Degraded ? "degraded" : "ready",
                    (string)found.Data["bus"], (OutboxAge)found.Data["outbox"], (Attention)found.Data["messages"], (string)found.Data["signIn"]));
        }).AllowAnonymous().WithName("isReady").Produces<Readiness>().Produces<NotReady>(503);
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
            var attention = await connection.QuerySingleAsync<Attention>(new CommandDefinition(AttentionSql, new { dead = deadLetters.Count }, cancellationToken: cancellationToken));
            var busStatus = bus.Status;
            var degraded = busStatus != BusHealthStatus.Healthy || state.OldestSeconds > OldOutboxSeconds || state.Parked > 0
                || attention.Alarms > 0 || attention.Dead > 0 || attention.OldWaiting > 0 || !signIn.Answers;
            return new HealthCheckResult(degraded ? HealthStatus.Degraded : HealthStatus.Healthy, data: new Dictionary<string, object>
            {
                ["bus"] = busStatus.ToString(),
                ["outbox"] = new OutboxAge(state.Unsent, state.Parked, Math.Round(state.OldestSeconds)),
                ["messages"] = attention,
                ["signIn"] = signIn.Answers ? "reachable" : "unreachable",
            });
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("database unreachable");
        }
    }
}

/// <summary>The process answers.</summary>
/// <param name="Status">live.</param>
public sealed record Live([property: KnownValues("live")] string Status);

/// <summary>The service can work.</summary>
/// <param name="Status">degraded: people can go on working, somebody should look.</param>
/// <param name="Bus">As the bus says it.</param>
/// <param name="Outbox">What waits to be sent.</param>
/// <param name="Messages">What somebody should look at.</param>
/// <param name="SignIn">Whether the sign-in provider answers: while it does not, tokens are refused unless its keys were read before.</param>
public sealed record Readiness(
    [property: KnownValues("ready", "degraded")] string Status,
    [property: KnownValues(nameof(BusHealthStatus.Healthy), nameof(BusHealthStatus.Degraded), nameof(BusHealthStatus.Unhealthy))] string Bus,
    OutboxAge Outbox, Attention Messages, [property: KnownValues("reachable", "unreachable")] string SignIn);

/// <summary>The messages that wait to be sent.</summary>
/// <param name="Unsent">How many there are.</param>
/// <param name="Parked">How many the broker has refused again and again.</param>
/// <param name="OldestSeconds">Age of the oldest, in seconds.</param>
public sealed record OutboxAge(long Unsent, long Parked, double OldestSeconds);

/// <summary>What somebody should look at.</summary>
/// <param name="Rejected">Messages that could not be worked.</param>
/// <param name="Alarms">Those of them that must be looked at.</param>
/// <param name="OldWaiting">Events that have waited too long for their predecessor.</param>
/// <param name="Dead">Messages in <c>dead-letters</c>, of whatever service: delivered in vain again and again, read by nobody.</param>
public sealed record Attention(long Rejected, long Alarms, long OldWaiting, long Dead);

/// <summary>The service cannot work.</summary>
/// <param name="Status">not ready.</param>
/// <param name="Why">The database is out of reach or not migrated, or a fault of ours.</param>
public sealed record NotReady(
    [property: KnownValues("not ready")] string Status, [property: KnownValues("database unreachable", "not migrated", "failed")] string Why);
