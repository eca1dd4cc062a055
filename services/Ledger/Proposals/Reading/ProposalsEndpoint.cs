using HourExchange.Ledger.Books.Keeping;
using HourExchange.Ledger.Proposals.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Ledger.Proposals.Reading;

/// <summary>What is and was proposed, for those whom it concerns.</summary>
public static class ProposalsEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/proposals/{id:guid}", Read).For(BookAccess.Readers).WithName("getProposal");
        routes.MapGet("/api/v1/books/{book}/proposals", List).For(BookAccess.Readers).WithName("listProposals");
    }

    private static async Task<Shown<ProposalView>> Read(Guid id, HttpContext http, NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        var caller = Caller.Of(http.User);
        return await ProposalStore.Find(connection, id, caller.Institution) is { } proposal
            ? ProposalView.Of(proposal, await ProposalStore.ReadDecisions(connection, [id]), caller, (await ProposalStore.ReadPostings(connection, [id]))[id])
            : Refusal.NotFound("proposal");
    }

    /// <param name="cursor">The former name of <c>after</c>.</param>
    private static async Task<Shown<ProposalPage>> List(string book, Guid? after, Guid? cursor, int? limit, HttpContext http, NpgsqlDataSource database)
    {
        if (Page.Read(after ?? cursor, limit).IsRefused(out var refusal, out var page))
        {
            return refusal;
        }

        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        var caller = Caller.Of(http.User);
        if ((await BookAccess.Find(connection, book, caller.Institution)).IsRefused(out var unknown, out _))
        {
            return unknown;
        }

        var taken = await ProposalStore.ReadPage(connection, book, caller.Institution, page.After, page.Take);
        var (shown, next) = page.Cut(taken, proposal => proposal.Id);
        Guid[] ids = [.. shown.Select(proposal => proposal.Id)];
        var decisions = (await ProposalStore.ReadDecisions(connection, ids)).ToLookup(decision => decision.Proposal);
        var postings = await ProposalStore.ReadPostings(connection, ids);
        return new ProposalPage([.. shown.Select(proposal => ProposalView.Of(proposal, [.. decisions[proposal.Id]], caller, postings[proposal.Id]))], next);
    }
}

/// <summary>A page of proposals.</summary>
/// <param name="Items">In the order of proposing.</param>
/// <param name="Next">What to send as <c>after</c> for the next page; null on the last.</param>
public sealed record ProposalPage(IReadOnlyList<ProposalView> Items, Guid? Next);
