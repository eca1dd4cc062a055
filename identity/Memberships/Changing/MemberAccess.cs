using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Identity.Memberships.Changing;

/// <summary>
/// Whose account somebody may change as a whole: the operator everybody's, an administrator those of its own institution who are in no other. A
/// person of two institutions is not one administration's to take away from the other.
/// </summary>
internal static class MemberAccess
{
    private const string Find = """
        select p.email as mail,
            exists (select from identity.membership where person = p.id and institution = @Institution) as is_own,
            exists (select from identity.membership where person = p.id and institution <> @Institution) as is_of_others
        from identity.person p where p.id = @sub for update
        """;

    /// <returns>The account's address; null where it has none, for its person comes by a provider.</returns>
    public static async Task<Decision<Account>> Of(NpgsqlTransaction transaction, Caller caller, string sub)
    {
        var found = await transaction.Connection!.QuerySingleOrDefaultAsync<Row>(Find, new { sub, caller.Institution }, transaction);
        return found is null || (caller.Role != Roles.Operator && !found.IsOwn) ? Refusal.NotFound("member")
            : caller.Role != Roles.Operator && found.IsOfOthers
                ? Refusal.Conflict("member-of-others", "The person is a member of another institution too: the operator changes the account.")
            : new Account(found.Mail);
    }

    internal sealed record Account(string? Mail);

    private sealed record Row(string? Mail, bool IsOwn, bool IsOfOthers);
}
