using HourExchange.Contracts.Access;
using HourExchange.Ledger.Books.Keeping;
using HourExchange.Ledger.Consenting;
using HourExchange.Ledger.Proposals.Keeping;
using HourExchange.Ledger.Proposals.Reading;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Consenting;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Ledger.Proposals.Deciding;

/// <summary>
/// Finance of a party concerned consents to a proposal over its hash, or refuses it. With the last consent it takes effect;
/// one refusal ends it. Who proposed, or another person of the institution, takes it back by refusing it.
/// </summary>
public static class DecideEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/proposals/{id:guid}/consents",
            (Guid id, ConsentRequest request, HttpContext http, HttpWrites writes, CarryOutProposal carryOut, TimeProvider clock) =>
                writes.Run(http, request, transaction => Consent(transaction, id, request.Hash, Caller.Of(http.User), carryOut, clock.GetUtcNow())))
            .For(Roles.Finance).WithName("consentToProposal");
        routes.MapPost("/api/v1/proposals/{id:guid}/refusals",
            (Guid id, ReasonRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                writes.Run(http, request, transaction => Refuse(transaction, id, request.Reason, Caller.Of(http.User), clock.GetUtcNow())))
            .For(Roles.Finance).WithName("refuseProposal");
    }

    private static async Task<Decision<Made<ProposalView>>> Consent(
        NpgsqlTransaction transaction, Guid id, string hash, Caller caller, CarryOutProposal carryOut, DateTimeOffset now)
    {
        if ((await Open(transaction, id, ProposalAct.Consent, caller)).IsRefused(out var refusal, out var open))
        {
            return refusal;
        }

        var (proposal, asked, books) = open;
        if (asked.CheckHash(hash) is { } stale)
        {
            return stale;
        }

        await ProposalStore.AddDecision(transaction, id, caller, consents: true, null, now);
        var isWhole = asked.AreWholeWith(caller.Institution);
        if (isWhole)
        {
            var decisions = await ProposalStore.ReadDecisions(transaction.Connection!, [id], transaction);
            if (await carryOut.Run(transaction, books, proposal, [.. decisions.Select(decision => decision.ToKey())]) is { } impossible)
            {
                return impossible;
            }
        }

        await ProposalStore.Move(transaction, proposal, ProposalAct.Consent, isWhole, now);
        return await View(transaction, id, caller);
    }

    private static async Task<Decision<Made<ProposalView>>> Refuse(NpgsqlTransaction transaction, Guid id, string reason, Caller caller, DateTimeOffset now)
    {
        if ((await Open(transaction, id, ProposalAct.Refuse, caller)).IsRefused(out var refusal, out var open))
        {
            return refusal;
        }

        if (ReasonRequest.Check(reason) is { } unfit)
        {
            return unfit;
        }

        await ProposalStore.AddDecision(transaction, id, caller, consents: false, reason, now);
        await ProposalStore.Move(transaction, open.Proposal, ProposalAct.Refuse, isWhole: true, now);
        return await View(transaction, id, caller);
    }

    /// <summary>The proposal as it stands, its book and row locked, if this person may decide on it.</summary>
    private static async Task<Decision<(StoredProposal Proposal, Consents Asked, LockedBooks Books)>> Open(
        NpgsqlTransaction transaction, Guid id, ProposalAct act, Caller caller)
    {
        if (await ProposalStore.Find(transaction.Connection!, id, caller.Institution, transaction) is not { } known
            || (await BookStore.LockFor(transaction, known.Book, caller.Institution)).IsRefused(out _, out var books))
        {
            return Refusal.NotFound("proposal");
        }

        await ProposalStore.LockRow(transaction, id);
        var proposal = (await ProposalStore.Find(transaction.Connection!, id, caller.Institution, transaction))!;
        var asked = proposal.Asked(await ProposalStore.ReadDecisions(transaction.Connection!, [id], transaction));
        return ProposalLife.Check(proposal.State, act, asked, caller.Institution, caller.Subject) is { } refusal ? refusal : (proposal, asked, books);
    }

    private static async Task<Decision<Made<ProposalView>>> View(NpgsqlTransaction transaction, Guid id, Caller caller)
    {
        var proposal = (await ProposalStore.Find(transaction.Connection!, id, caller.Institution, transaction))!;
        var decisions = await ProposalStore.ReadDecisions(transaction.Connection!, [id], transaction);
        return Answer.Created($"/api/v1/proposals/{id}", ProposalView.Of(proposal, decisions, caller, (await ProposalStore.ReadPostings(transaction.Connection!, [id]))[id]));
    }
}
