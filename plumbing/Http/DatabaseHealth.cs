using System.Reflection;
using HourExchange.Plumbing.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace HourExchange.Plumbing.Http;

/// <summary>Live and ready, of a program without a bus: its own database reachable and migrated.</summary>
internal sealed class DatabaseHealth(NpgsqlDataSource database, Assembly service) : IHealthCheck
{
    private const string Ready = "ready";

    public static void Add(IServiceCollection services, Assembly service) => services.AddHealthChecks().AddTypeActivatedCheck<DatabaseHealth>(Ready, service);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Ok(new Live("live"))).AllowAnonymous().WithName("isLive");
        routes.MapGet("/health/ready", async (HealthCheckService checks, CancellationToken stopping) =>
        {
            var found = (await checks.CheckHealthAsync(check => check.Name == Ready, stopping)).Entries[Ready];
            return found.Status == HealthStatus.Healthy
                ? Results.Ok(new DatabaseReadiness("ready"))
                : Results.Json(new NotReady("not ready", found.Exception is null ? found.Description! : "failed"), statusCode: 503);
        }).AllowAnonymous().WithName("isReady").Produces<DatabaseReadiness>().Produces<NotReady>(503);
    }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var connection = await database.OpenConnectionAsync(cancellationToken);
            return await Migrator.IsMigrated(connection, service) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("not migrated");
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("database unreachable");
        }
    }
}

/// <summary>The program can work.</summary>
/// <param name="Status">ready.</param>
public sealed record DatabaseReadiness([property: KnownValues("ready")] string Status);
