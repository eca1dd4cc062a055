using HourExchange.Contracts.Access;
using HourExchange.Ledger.Settlements.Domain;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Ledger.Settlements.Netting;

/// <summary>
/// Finance of an institution proposes that settlements of one currency become the fewest payments. Nothing is bound until
/// every institution concerned consents; until then a settlement can be paid, or be in other proposals too.
/// </summary>
public static class ProposeNettingEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/nettings",
            (NettingRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                writes.Run(http, request, transaction => Propose(transaction, request, Caller.Of(http.User), clock.GetUtcNow())))
            .For(Roles.Finance).WithName("proposeNetting");

    private static async Task<Decision<Made<NettingView>>> Propose(NpgsqlTransaction transaction, NettingRequest request, Caller caller, DateTimeOffset now)
    {
        if (request.Check() is { } unfit)
        {
            return unfit;
        }

        if (await NettingStore.CountOpen(transaction, caller.Institution) >= NettingRules.OpenLimit)
        {
            return Refusal.Conflict("too-many-nettings", $"{NettingRules.OpenLimit} nettings that your institution proposed wait for a word: have them decided first.");
        }

        if ((await ChosenSettlements.Read(transaction, request, caller.Institution)).IsRefused(out var unknown, out var settlements))
        {
            return unknown;
        }

        if (NettingPlan.Of([.. settlements.Select(settlement => settlement.ToNetted())]).IsRefused(out var refusal, out var plan))
        {
            return refusal;
        }

        if (settlements.FirstOrDefault(settlement => settlement.State != "open") is { } settled)
        {
            return BindSettlements.NotOpen(settled.State);
        }

        var id = await NettingStore.Add(transaction, ProposedNetting.Of(plan, settlements), settlements.Select(settlement => settlement.Id), caller, now);
        await BindSettlements.LockBooks(transaction, id);
        if (await BindSettlements.CheckOpen(transaction, id) is { } gone)
        {
            return gone;
        }

        return Answer.Created($"/api/v1/nettings/{id}", (await NettingQuery.View(transaction.Connection!, id, caller, transaction))!);
    }
}
