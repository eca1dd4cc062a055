using HourExchange.Contracts.Access;
using HourExchange.Ledger.Consenting;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Consenting;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Ledger.Settlements.Netting;

/// <summary>
/// Finance of an institution concerned consents to a netting over its hash, or refuses it. With the last consent it binds;
/// one refusal ends it. Who proposed, or another person of the institution, takes it back by refusing it.
/// </summary>
public static class DecideNettingEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/nettings/{id:guid}/consents",
            (Guid id, ConsentRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                writes.Run(http, request, transaction => Consent(transaction, id, request.Hash, Caller.Of(http.User), clock.GetUtcNow())))
            .For(Roles.Finance).WithName("consentToNetting");
        routes.MapPost("/api/v1/nettings/{id:guid}/refusals",
            (Guid id, ReasonRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                writes.Run(http, request, transaction => Refuse(transaction, id, request.Reason, Caller.Of(http.User), clock.GetUtcNow())))
            .For(Roles.Finance).WithName("refuseNetting");
    }

    private static async Task<Decision<Made<NettingView>>> Consent(NpgsqlTransaction transaction, Guid id, string hash, Caller caller, DateTimeOffset now)
    {
        if ((await Open(transaction, id, ProposalAct.Consent, caller)).IsRefused(out var refusal, out var open))
        {
            return refusal;
        }

        var (netting, asked) = open;
        if (asked.CheckHash(hash) is { } stale)
        {
            return stale;
        }

        await NettingStore.AddDecision(transaction, id, caller, consents: true, null, now);
        var isWhole = asked.AreWholeWith(caller.Institution);
        if (isWhole && await BindSettlements.Run(transaction, id, netting.ReadContent().Currency, now) is { } impossible)
        {
            return impossible;
        }

        await NettingStore.Move(transaction, netting, ProposalAct.Consent, isWhole, now);
        return await View(transaction, id, caller);
    }

    private static async Task<Decision<Made<NettingView>>> Refuse(NpgsqlTransaction transaction, Guid id, string reason, Caller caller, DateTimeOffset now)
    {
        if ((await Open(transaction, id, ProposalAct.Refuse, caller)).IsRefused(out var refusal, out var open))
        {
            return refusal;
        }

        if (ReasonRequest.Check(reason) is { } unfit)
        {
            return unfit;
        }

        await NettingStore.AddDecision(transaction, id, caller, consents: false, reason, now);
        await NettingStore.Move(transaction, open.Netting, ProposalAct.Refuse, isWhole: true, now);
        return await View(transaction, id, caller);
    }

    /// <summary>The netting as it stands, locked after the books of its settlements, if this person may decide on it.</summary>
    private static async Task<Decision<(StoredNetting Netting, Consents Asked)>> Open(NpgsqlTransaction transaction, Guid id, ProposalAct act, Caller caller)
    {
        if (await NettingQuery.Find(transaction.Connection!, id, caller.Institution, transaction) is null)
        {
            return Refusal.NotFound("netting");
        }

        // A refusal binds nothing, and need not wait for them.
        if (act == ProposalAct.Consent)
        {
            await BindSettlements.LockBooks(transaction, id);
        }

        await NettingStore.LockRow(transaction, id);
        var netting = (await NettingQuery.Find(transaction.Connection!, id, caller.Institution, transaction))!;
        var asked = netting.Asked(await NettingQuery.ReadDecisions(transaction.Connection!, id, transaction));
        return ProposalLife.Check(netting.State, act, asked, caller.Institution, caller.Subject) is { } refusal ? refusal : (netting, asked);
    }

    private static async Task<Decision<Made<NettingView>>> View(NpgsqlTransaction transaction, Guid id, Caller caller) =>
        Answer.Created($"/api/v1/nettings/{id}", (await NettingQuery.View(transaction.Connection!, id, caller, transaction))!);
}
