using HourExchange.Contracts.Access;
using HourExchange.Ledger.Books.Keeping;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using Npgsql;

namespace HourExchange.Ledger.Waiting;

/// <summary>
/// What waits in the ledger for the finance of the caller's institution: for finance, what this person may do; for every other
/// reader, what some person of its finance still has to. Beside it the lines that both sides of a comparison want corrected or registered, for registrars.
/// </summary>
public static class WaitingEndpoint
{
    /// <summary>Of each kind so many are looked at, the oldest first.</summary>
    private const int LookLimit = 200;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/books/waiting", Read).For(BookAccess.Readers).WithName("getWaiting");

    private static async Task<Shown<WaitingView>> Read(HttpContext http, NpgsqlDataSource database, TimeProvider clock)
    {
        var caller = Caller.Of(http.User);
        // Nobody in particular has neither proposed, drafted nor decided anything.
        var finance = caller.Role == Roles.Finance ? caller : caller with { Role = Roles.Finance, Subject = "" };
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        return new WaitingView(caller.Role,
        [
            await WaitingProposals.Read(connection, finance, LookLimit),
            await WaitingDrafts.Read(connection, finance, LookLimit, clock.Today()),
            .. await WaitingYears.Read(connection, finance, LookLimit, clock.Today()),
            await WaitingNettings.Read(connection, finance, LookLimit),
            await WaitingPayments.Read(connection, finance, LookLimit),
            await WaitingReconciliations.Read(connection, caller.Institution, LookLimit),
            await WaitingCorrections.Read(connection, caller.Institution, LookLimit),
            await WaitingRegistrations.Read(connection, caller.Institution, LookLimit),
        ]);
    }
}

/// <summary>What waits in the ledger for an institution.</summary>
/// <param name="Role">The caller's.</param>
/// <param name="Waiting">Every kind, also those of which nothing waits.</param>
public sealed record WaitingView(string Role, IReadOnlyList<WaitingKind> Waiting);
