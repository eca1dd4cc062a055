using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Identity.Invitations.Domain;
using HourExchange.Identity.Memberships.Reading;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;

namespace HourExchange.Identity.Memberships.Changing;

/// <summary>A member of the caller's institution gets one more role there.</summary>
public static class GiveRoleEndpoint
{
    private const string Insert = """
        insert into identity.membership (id, person, institution, role, given_by)
        select @id, @Sub, @Institution, @Role, @Subject
        where exists (select from identity.membership where person = @Sub and institution = @Institution)
        on conflict (person, institution, role) do nothing
        """;

    private const string Find = "select id as membership, role from identity.membership where person = @Sub and institution = @Institution and role = @Role";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/members/{sub}/roles", Give).For(Roles.Admin).WithName("giveRole");

    private static async Task<Written<Answer<MemberRole>>> Give(string sub, RoleRequest request, HttpContext http, HttpWrites writes) =>
        await writes.Run(http, request, async transaction =>
        {
            if (!InvitationRules.MemberRoles.Contains(request.Role))
            {
                return (Decision<Answer<MemberRole>>)Refusal.Invalid("role-unknown", "That role is given to nobody by invitation.");
            }

            var caller = Caller.Of(http.User);
            var parameters = new { id = Guid.CreateVersion7(), Sub = sub, caller.Institution, request.Role, caller.Subject };
            await transaction.Connection!.ExecuteAsync(Insert, parameters, transaction);
            return await transaction.Connection!.QuerySingleOrDefaultAsync<MemberRole>(Find, parameters, transaction) is { } given
                ? Answer.Ok(given)
                : Refusal.NotFound("member");
        });
}

/// <summary>Which role.</summary>
/// <param name="Role">One that an institution gives.</param>
public sealed record RoleRequest([property: KnownValues(typeof(InvitationRules), nameof(InvitationRules.MemberRoles))] string Role);
