using HourExchange.Contracts.Access;
using HourExchange.Ledger.Books.Keeping;
using HourExchange.Ledger.Consenting;
using HourExchange.Ledger.Proposals.Domain;
using HourExchange.Ledger.Proposals.Keeping;
using HourExchange.Ledger.Proposals.Reading;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Ledger.Proposals.Deciding;

/// <summary>
/// Finance of a party concerned consents to a proposal over its hash, or refuses it. With the last consent it takes effect;
/// one refusal ends it. Who proposed may take it back: another person of the institution refuses it.
/// </summary>
public static class DecideEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/proposals/{id:guid}/consents",
            (Guid id, ConsentRequest request, HttpContext http, HttpWrites writes, CarryOutProposal carryOut, TimeProvider clock) =>
                writes.Run(http, request, transaction => Consent(transaction, id, request.Hash, Caller.Of(http.User), carryOut, clock.GetUtcNow())))
            .For(Roles.Finance).Produces<ProposalView>(201).ProducesProblem(412);
        routes.MapPost("/api/v1/proposals/{id:guid}/refusals",
            (Guid id, ReasonRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                writes.Run(http, request, transaction => Refuse(transaction, id, request.Reason, Caller.Of(http.User), clock.GetUtcNow())))
            .For(Roles.Finance).Produces<ProposalView>(201);
    }

    private static async Task<Decision<Answer>> Consent(
        NpgsqlTransaction transaction, Guid id, string hash, Caller caller, CarryOutProposal carryOut, DateTimeOffset now)
    {
        if ((await Open(transaction, id, caller)).IsRefused(out var refusal, out var open))
        {
            return refusal;
        }

        if (hash != open.Proposal.ContentHash)
        {
            return new Refusal(RefusalKind.Stale, "proposal-hash-stale", "The proposal has another hash: read it again.");
        }

        await ProposalStore.AddDecision(transaction, id, caller, consents: true, null, now);
        var decisions = await ProposalStore.ReadDecisions(transaction.Connection!, [id], transaction);
        if (open.Proposal.Concerned.All(party => decisions.Any(decision => decision.Institution == party)))
        {
            if (await carryOut.Run(transaction, open.Books, open.Proposal, [.. decisions.Select(decision => decision.ToKey())]) is { } impossible)
            {
                return impossible;
            }

            await ProposalStore.Close(transaction, id, StoredProposal.Accepted, now);
        }

        return await View(transaction, id, caller);
    }

    private static async Task<Decision<Answer>> Refuse(NpgsqlTransaction transaction, Guid id, string reason, Caller caller, DateTimeOffset now)
    {
        if ((await Open(transaction, id, caller)).IsRefused(out var refusal, out _))
        {
            return refusal;
        }

        if (ProposalRules.CheckReason(reason) is { } unfit)
        {
            return unfit;
        }

        await ProposalStore.AddDecision(transaction, id, caller, consents: false, reason, now);
        await ProposalStore.Close(transaction, id, StoredProposal.Refused, now);
        return await View(transaction, id, caller);
    }

    /// <summary>The proposal as it stands, its book and row locked, if this person may decide on it.</summary>
    private static async Task<Decision<(StoredProposal Proposal, LockedBooks Books)>> Open(NpgsqlTransaction transaction, Guid id, Caller caller)
    {
        if (await ProposalStore.Find(transaction.Connection!, id, caller.Institution, transaction) is not { } known
            || await BookStore.LockFor(transaction, known.Book, caller.Institution) is not { } books)
        {
            return Refusal.NotFound("proposal");
        }

        await ProposalStore.LockRow(transaction, id);
        var proposal = (await ProposalStore.Find(transaction.Connection!, id, caller.Institution, transaction))!;
        var decided = await ProposalStore.ReadDecisions(transaction.Connection!, [id], transaction);
        return ConsentRules.Check(
            proposal.State == StoredProposal.Open, proposal.ProposedBy, decided.Select(one => (one.Institution, one.Subject)), caller.Institution, caller.Subject)
            is { } refusal ? refusal : (proposal, books);
    }

    private static async Task<Decision<Answer>> View(NpgsqlTransaction transaction, Guid id, Caller caller)
    {
        var proposal = (await ProposalStore.Find(transaction.Connection!, id, caller.Institution, transaction))!;
        var decisions = await ProposalStore.ReadDecisions(transaction.Connection!, [id], transaction);
        return Answer.Created($"/api/v1/proposals/{id}", ProposalView.Of(proposal, decisions));
    }
}
