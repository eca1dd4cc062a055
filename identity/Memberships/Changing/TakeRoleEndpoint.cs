using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Identity.Memberships.Reading;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;

namespace HourExchange.Identity.Memberships.Changing;

/// <summary>
/// A role is taken away: at the next page, and at most five minutes later at a service. An institution keeps an administrator.
/// </summary>
public static class TakeRoleEndpoint
{
    // Two administrators who take each other's role at once: one of them waits, and is refused.
    private const string Lock = "select pg_advisory_xact_lock(hashtextextended('identity.membership ' || @Institution, 0))";

    private const string Delete = """
        delete from identity.membership where id = @id and institution = @Institution returning id as membership, role
        """;

    private const string Admins = "select count(*) from identity.membership where institution = @Institution and role = 'admin'";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/memberships/{id:guid}/withdrawals", Take).For(Roles.Admin).WithName("takeRole");

    private static async Task<Written<Answer<MemberRole>>> Take(Guid id, HttpContext http, HttpWrites writes) =>
        await writes.Run(http, null, async transaction =>
        {
            var parameters = new { id, Caller.Of(http.User).Institution };
            await transaction.Connection!.ExecuteAsync(Lock, parameters, transaction);
            var taken = await transaction.Connection!.QuerySingleOrDefaultAsync<MemberRole>(Delete, parameters, transaction);
            return taken is null ? Refusal.NotFound("membership")
                : taken.Role == Roles.Admin && await transaction.Connection!.ExecuteScalarAsync<long>(Admins, parameters, transaction) == 0
                    ? Refusal.Conflict("last-administrator", "An institution keeps an administrator: invite another one first.")
                : (Decision<Answer<MemberRole>>)Answer.Ok(taken);
        });
}
