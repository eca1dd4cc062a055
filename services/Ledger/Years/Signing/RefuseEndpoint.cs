using HourExchange.Contracts.Access;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Books.Posting;
using HourExchange.Ledger.Proposals.Domain;
using HourExchange.Ledger.Years.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Ledger.Years.Signing;

/// <summary>A party's finance will not sign a statement, and says why: the draft is withdrawn and the year takes postings again.</summary>
public static class RefuseEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/books/{book}/years/{year}/refusals",
            (string book, string year, RefuseRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                writes.Run(http, request, transaction => Refuse(transaction, book, year, request, Caller.Of(http.User), clock.GetUtcNow())))
            .For(Roles.Finance).ProducesProblem(412);

    private static async Task<Decision<Answer>> Refuse(
        NpgsqlTransaction transaction, string book, string year, RefuseRequest request, Caller caller, DateTimeOffset now)
    {
        if (ProposalRules.CheckReason(request.Reason) is { } unfit)
        {
            return unfit;
        }

        if ((await LockedYear.Of(transaction, book, year, caller.Institution)).IsRefused(out var refusal, out var locked))
        {
            return refusal;
        }

        if (locked.Year.State is YearState.Closing or YearState.Closed)
        {
            return Refusal.Conflict("year-closed", "The closing rows are posted: a closed year is reopened by consent of all.");
        }

        if (request.Hash != locked.Statement.ContentHash)
        {
            return new Refusal(RefusalKind.Stale, "statement-hash-stale", "The statement has another hash: read it again.");
        }

        // Lines that were routed late meanwhile stay where they stand.
        await WithdrawDraft.Run(transaction, locked.Year, "refused", now, request.Reason);
        return Answer.Ok(new { statement = locked.Statement.Id, state = YearState.Open });
    }
}

/// <param name="Hash">Of the statement's content that was read.</param>
/// <param name="Reason">1 to 500 characters.</param>
public sealed record RefuseRequest(string Hash, string Reason);
