using HourExchange.Contracts.Access;
using HourExchange.Ledger.Books.Keeping;
using HourExchange.Ledger.Consenting;
using HourExchange.Ledger.Proposals.Domain;
using HourExchange.Ledger.Proposals.Keeping;
using HourExchange.Ledger.Proposals.Reading;
using HourExchange.Ledger.Years.Keeping;
using HourExchange.Ledger.Years.Reopening;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Ledger.Proposals.Proposing;

/// <summary>Finance proposes to reopen the latest closed year; it takes effect with the consent of every party.</summary>
public static class ReopenEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/books/{book}/years/{year}/reopening",
            (string book, string year, ReasonRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                writes.Run(http, request, transaction => Propose(transaction, book, year, request.Reason, Caller.Of(http.User), clock.GetUtcNow())))
            .For(Roles.Finance).WithName("proposeReopening");

    private static async Task<Decision<Made<ProposalView>>> Propose(
        NpgsqlTransaction transaction, string book, string year, string reason, Caller caller, DateTimeOffset now)
    {
        if ((await BookStore.LockFor(transaction, book, caller.Institution)).IsRefused(out var unknown, out var books))
        {
            return unknown;
        }

        if ((await AgreementQuery.Find(transaction.Connection!, book, transaction))?.Find(year) is null)
        {
            return Refusal.NotFound("year");
        }

        var years = await YearStore.Read(transaction.Connection!, book, transaction);
        if ((ReasonRequest.Check(reason) ?? await ReopenYear.Check(transaction, years, year)) is { } refusal)
        {
            return refusal;
        }

        var content = new ProposalContent(
            book, ProposalContent.Reopening, reason, Year: year, Statement: years.First(one => one.Year == year).Statement);
        return (await ProposalStore.Add(transaction, content, books.Heads[book].Parties, caller, now)).IsRefused(out var full, out var view)
            ? full : Answer.Created($"/api/v1/proposals/{view.Id}", view);
    }
}
