using HourExchange.Contracts.Access;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Reporting.Rebuilding;

/// <summary>The operator has all facts made anew from what the other services tell. Reports stay as they are until everything is in.</summary>
public static class StartRebuildEndpoint
{
    public const string Current = "/api/v1/rebuilds/current";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/rebuilds", (HttpContext http, HttpWrites writes, TimeProvider clock) =>
                writes.Run(http, null, transaction => Start(transaction, clock.GetUtcNow())))
            .For(Roles.Operator).WithName("startRebuild");

    private static async Task<Decision<Taken<RebuildView>>> Start(NpgsqlTransaction transaction, DateTimeOffset now)
    {
        if (await RebuildStore.Start(transaction, now) is null)
        {
            return Refusal.Conflict("rebuild-running", "A rebuild is running already.");
        }

        return Answer.Taken(Current, (await RebuildView.Read(transaction.Connection!, now, transaction))!);
    }
}
