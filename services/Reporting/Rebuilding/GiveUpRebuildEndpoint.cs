using HourExchange.Contracts.Access;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Reporting.Rebuilding;

/// <summary>The operator gives up the rebuild that runs: what it has filled is deleted, reports go on with what they read.</summary>
public static class GiveUpRebuildEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost($"{StartRebuildEndpoint.Current}/giving-up", (HttpContext http, HttpWrites writes, TimeProvider clock) =>
                writes.Run(http, null, transaction => GiveUp(transaction, clock.GetUtcNow())))
            .For(Roles.Operator).WithName("giveUpRebuild");

    private static async Task<Decision<Answer<RebuildView>>> GiveUp(NpgsqlTransaction transaction, DateTimeOffset now)
    {
        if (await RebuildStore.Lock(transaction) is not { } rebuild)
        {
            return Refusal.Conflict("no-rebuild-running", "No rebuild is running.");
        }

        await RebuildStore.GiveUp(transaction, rebuild, now);
        return Answer.Ok((await RebuildView.Read(transaction.Connection!, now, transaction))!);
    }
}
