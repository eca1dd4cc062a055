using HourExchange.Contracts.Access;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using Npgsql;

namespace HourExchange.Interventions.Waiting;

/// <summary>What waits for the caller, by role: the page to begin a day with. Finance and audit see counts alone.</summary>
public static class WaitingEndpoint
{
    private const int ItemLimit = 50;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/waiting", Read).For(AgreementAccess.Readers).WithName("getWaiting");

    private static async Task<Shown<WaitingView>> Read(HttpContext http, NpgsqlDataSource database, TimeProvider clock)
    {
        var caller = Caller.Of(http.User);
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        var waiting = caller.Role switch
        {
            Roles.Management => await WaitingForManagement.Read(connection, caller.Institution, ItemLimit, clock.Today()),
            Roles.Approver or Roles.Registrar => await WaitingLines.Read(connection, caller, ItemLimit, clock),
            _ => await WaitingLines.Read(connection, caller, limit: 0, clock),
        };
        return new WaitingView(caller.Role, waiting);
    }
}

/// <summary>What waits for somebody in a role.</summary>
/// <param name="Role">The caller's.</param>
/// <param name="Waiting">Every kind of the role, also those of which nothing waits.</param>
public sealed record WaitingView(string Role, IReadOnlyList<WaitingKind> Waiting);
