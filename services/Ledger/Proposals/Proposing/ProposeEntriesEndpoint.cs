using HourExchange.Contracts.Access;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Books.Keeping;
using HourExchange.Ledger.Consenting;
using HourExchange.Ledger.Proposals.Domain;
using HourExchange.Ledger.Proposals.Keeping;
using HourExchange.Ledger.Proposals.Reading;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using Npgsql;

namespace HourExchange.Ledger.Proposals.Proposing;

/// <summary>Finance proposes minutes that one institution cannot post alone: an opening brought in from before the book, or an adjustment.</summary>
public static class ProposeEntriesEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/books/{book}/openings",
            (string book, EntriesRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                writes.Run(http, request, transaction => Propose(transaction, book, Kinds.Opening, request, Caller.Of(http.User), clock)))
            .For(Roles.Finance).WithName("proposeOpenings");
        routes.MapPost("/api/v1/books/{book}/adjustments",
            (string book, EntriesRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                writes.Run(http, request, transaction => Propose(transaction, book, Kinds.Adjustment, request, Caller.Of(http.User), clock)))
            .For(Roles.Finance).WithName("proposeAdjustments");
    }

    private static async Task<Decision<Made<ProposalView>>> Propose(
        NpgsqlTransaction transaction, string book, string kind, EntriesRequest request, Caller caller, TimeProvider clock)
    {
        if ((await BookAccess.Find(transaction.Connection!, book, caller.Institution)).IsRefused(out var unknown, out var parties))
        {
            return unknown;
        }

        if (await AgreementQuery.Find(transaction.Connection!, book, transaction) is not { } agreement)
        {
            return Refusal.Conflict("terms-unknown", "The agreement's terms have not reached the ledger yet.");
        }

        if ((ReasonRequest.Check(request.Reason) ?? ProposalRules.CheckEntries(request.Entries, parties, agreement, clock.Today())) is { } refusal)
        {
            return refusal;
        }

        var concerned = ProposalRules.Concerned(request.Entries, parties);
        if (!concerned.Contains(caller.Institution))
        {
            return Refusal.Forbidden("not-concerned", "An institution proposes entries of its own: every pair named must hold it.");
        }

        var content = new ProposalContent(book, kind, request.Reason, [.. request.Entries]);
        return (await ProposalStore.Add(transaction, content, concerned, caller, clock.GetUtcNow())).IsRefused(out var full, out var view)
            ? full : Answer.Created($"/api/v1/proposals/{view.Id}", view);
    }
}

/// <summary>Minutes that are proposed, and why.</summary>
/// <param name="Reason">1 to 500 characters.</param>
/// <param name="Entries">1 to 100.</param>
public sealed record EntriesRequest(string Reason, IReadOnlyList<ProposedEntry> Entries);
