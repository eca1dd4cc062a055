using System.Globalization;
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

namespace HourExchange.Ledger.Proposals.Proposing;

/// <summary>Finance proposes to take an opening or adjustment back. A posting's id is its book and number: <c>HETS-HG:12</c>.</summary>
public static class ProposeReversalEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/postings/{id}/reversals",
            (string id, ReasonRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                writes.Run(http, request, transaction => Propose(transaction, id, request.Reason, Caller.Of(http.User), clock.GetUtcNow())))
            .For(Roles.Finance).WithName("proposeReversal");

    private static async Task<Decision<Made<ProposalView>>> Propose(NpgsqlTransaction transaction, string id, string reason, Caller caller, DateTimeOffset now)
    {
        if (id.Split(':') is not [var book, var digits] || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || await BookAccess.Find(transaction.Connection!, book, caller.Institution) is var access && access.IsRefused(out _, out var parties)
            || await ReversiblePosting.Find(transaction, book, number) is not { } found)
        {
            return Refusal.NotFound("posting");
        }

        if ((ReasonRequest.Check(reason) ?? ProposalRules.CheckReversal(found.Original, found.IsReversed)) is { } refusal)
        {
            return refusal;
        }

        var entry = found.Original.Entry;
        var concerned = parties.Where(party => party == entry.Debit.Institution || party == entry.Credit.Institution).ToList();
        if (!concerned.Contains(caller.Institution))
        {
            return Refusal.Forbidden("not-concerned", "The posting is between two other institutions.");
        }

        return (await ProposalStore.Add(transaction, new ProposalContent(book, ProposalContent.Reversal, reason, Number: number), concerned, caller, now)).IsRefused(out var full, out var view)
            ? full : Answer.Created($"/api/v1/proposals/{view.Id}", view);
    }
}
