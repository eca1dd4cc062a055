using HourExchange.Contracts.Access;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Reporting.Rebuilding;

/// <summary>How far the rebuild is that runs, or else what became of the last one.</summary>
public static class ReadRebuildEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(StartRebuildEndpoint.Current, Read).For(Roles.Operator).WithName("getRebuild");

    private static async Task<Shown<RebuildView>> Read(HttpContext http, NpgsqlDataSource database, TimeProvider clock)
    {
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        return await RebuildView.Read(connection, clock.GetUtcNow()) is { } rebuild ? rebuild : Refusal.NotFound("rebuild");
    }
}
