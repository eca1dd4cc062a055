using HourExchange.Contracts.Access;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Consenting;
using HourExchange.Ledger.Years.Domain;
using HourExchange.Ledger.Years.Drafting;
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
            .For(Roles.Finance).WithName("refuseStatement");

    private static async Task<Decision<Answer<RefusedStatement>>> Refuse(
        NpgsqlTransaction transaction, string book, string year, RefuseRequest request, Caller caller, DateTimeOffset now)
    {
        if (ReasonRequest.Check(request.Reason) is { } unfit)
        {
            return unfit;
        }

        if ((await LockedYear.Of(transaction, book, year, caller.Institution)).IsRefused(out var refusal, out var locked))
        {
            return refusal;
        }

        if (YearLife.Check(locked.Year.State, YearAct.Refuse) is { } impossible)
        {
            return impossible;
        }

        if (request.Hash != locked.Statement.ContentHash)
        {
            return new Refusal(RefusalKind.Stale, "statement-hash-stale", "The statement has another hash: read it again.");
        }

        // Lines that were routed late meanwhile stay where they stand.
        await WithdrawStatement.Run(transaction, locked.Year, "refused", now, request.Reason);
        var state = await YearStore.Move(transaction, locked.Year, YearAct.Refuse);
        return Answer.Ok(new RefusedStatement(locked.Statement.Id, state));
    }
}

/// <summary>Why a statement is not signed.</summary>
/// <param name="Hash">Of the statement's content that was read.</param>
/// <param name="Reason">1 to 500 characters.</param>
public sealed record RefuseRequest(string Hash, string Reason);

/// <summary>A statement that was withdrawn.</summary>
/// <param name="Statement">Its identifier.</param>
/// <param name="State">Where the year stands now.</param>
public sealed record RefusedStatement(Guid Statement, [property: KnownValues(typeof(YearState), nameof(YearState.All))] string State);
