using HourExchange.Contracts.Access;
using HourExchange.Ledger.Consenting;
using HourExchange.Ledger.Proposals.Domain;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Ledger.Settlements.Netting;

/// <summary>
/// Finance of an institution concerned consents to a netting over its hash, or refuses it. With the last consent it binds;
/// one refusal ends it. Who proposed may take it back: another person of the institution refuses it.
/// </summary>
public static class DecideNettingEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/nettings/{id:guid}/consents",
            (Guid id, ConsentRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                writes.Run(http, request, transaction => Consent(transaction, id, request.Hash, Caller.Of(http.User), clock.GetUtcNow())))
            .For(Roles.Finance).Produces<NettingView>(201).ProducesProblem(412);
        routes.MapPost("/api/v1/nettings/{id:guid}/refusals",
            (Guid id, ReasonRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                writes.Run(http, request, transaction => Refuse(transaction, id, request.Reason, Caller.Of(http.User), clock.GetUtcNow())))
            .For(Roles.Finance).Produces<NettingView>(201);
    }

    private static async Task<Decision<Answer>> Consent(NpgsqlTransaction transaction, Guid id, string hash, Caller caller, DateTimeOffset now)
    {
        if ((await Open(transaction, id, caller, withBooks: true)).IsRefused(out var refusal, out var netting))
        {
            return refusal;
        }

        if (hash != netting.ContentHash)
        {
            return new Refusal(RefusalKind.Stale, "netting-hash-stale", "The netting has another hash: read it again.");
        }

        await NettingStore.AddDecision(transaction, id, caller, consents: true, null, now);
        var decided = (await NettingQuery.ReadDecisions(transaction.Connection!, id, transaction)).Select(decision => decision.Institution);
        var content = netting.ReadContent();
        if (!content.Shares.Select(share => share.Institution).Except(decided).Any())
        {
            if (await BindSettlements.Run(transaction, id, content.Currency) is { } impossible)
            {
                return impossible;
            }

            await NettingStore.Close(transaction, id, StoredNetting.Accepted, now);
        }

        return await View(transaction, id, caller);
    }

    private static async Task<Decision<Answer>> Refuse(NpgsqlTransaction transaction, Guid id, string reason, Caller caller, DateTimeOffset now)
    {
        if ((await Open(transaction, id, caller, withBooks: false)).IsRefused(out var refusal, out _))
        {
            return refusal;
        }

        if (ProposalRules.CheckReason(reason) is { } unfit)
        {
            return unfit;
        }

        await NettingStore.AddDecision(transaction, id, caller, consents: false, reason, now);
        await NettingStore.Close(transaction, id, StoredNetting.Refused, now);
        return await View(transaction, id, caller);
    }

    /// <summary>The netting as it stands, locked after the books of its settlements, if this person may decide on it.</summary>
    /// <param name="withBooks">A refusal binds nothing, and need not wait for them.</param>
    private static async Task<Decision<StoredNetting>> Open(NpgsqlTransaction transaction, Guid id, Caller caller, bool withBooks)
    {
        if (await NettingQuery.Find(transaction.Connection!, id, caller.Institution, transaction) is null)
        {
            return Refusal.NotFound("netting");
        }

        if (withBooks)
        {
            await BindSettlements.LockBooks(transaction, id);
        }

        await NettingStore.LockRow(transaction, id);
        var netting = (await NettingQuery.Find(transaction.Connection!, id, caller.Institution, transaction))!;
        var decided = await NettingQuery.ReadDecisions(transaction.Connection!, id, transaction);
        return ConsentRules.Check(
            netting.State == StoredNetting.Open, netting.ProposedBy, decided.Select(one => (one.Institution, one.Subject)), caller.Institution, caller.Subject)
            is { } refusal ? refusal : netting;
    }

    private static async Task<Decision<Answer>> View(NpgsqlTransaction transaction, Guid id, Caller caller) =>
        Answer.Created($"/api/v1/nettings/{id}", (await NettingQuery.View(transaction.Connection!, id, caller.Institution, transaction))!);
}
