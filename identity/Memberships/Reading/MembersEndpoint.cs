using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Identity.Invitations.Domain;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Identity.Memberships.Reading;

/// <summary>The members of the caller's institution, for its administration.</summary>
public static class MembersEndpoint
{
    private const string Members = """
        select p.id as sub, p.name, p.email as mail, p.password_hash is not null as has_password, p.two_factor_enabled as has_second_factor,
            exists (select from identity.person_passkey k where k.user_id = p.id) as has_passkey,
            (select max(s.last_seen_at) from identity.session s where s.person = p.id) as last_seen_at
        from identity.person p
        where exists (select from identity.membership m where m.person = p.id and m.institution = @Institution) and p.id collate "C" > @after
        order by p.id collate "C" limit @take
        """;

    private const string RolesOf = """
        select id, person, role from identity.membership where institution = @Institution and person = any (@people) order by role collate "C"
        """;

    private const string ProvidersOf = """
        select user_id as person, provider_display_name as provider from identity.person_login where user_id = any (@people) order by provider_display_name collate "C"
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/members", Read).For(Roles.Admin).ByPrograms().WithName("listMembers");

    private static async Task<Shown<MemberPage>> Read(string? after, int? limit, HttpContext http, NpgsqlDataSource database)
    {
        if (Page.Read(after ?? "", limit).IsRefused(out var refusal, out var page))
        {
            return refusal;
        }

        var caller = Caller.Of(http.User);
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        var (rows, next) = page.Cut((await connection.QueryAsync<MemberRow>(Members, new { caller.Institution, after = page.After, take = page.Take })).AsList(), row => row.Sub);
        var people = rows.Select(row => row.Sub).ToArray();
        var roles = (await connection.QueryAsync<RoleRow>(RolesOf, new { caller.Institution, people })).ToLookup(role => role.Person);
        var providers = (await connection.QueryAsync<LoginRow>(ProvidersOf, new { people })).ToLookup(login => login.Person);
        return new MemberPage([.. rows.Select(row => new MemberView(
            row.Sub, row.Name, row.Mail, row.HasPassword, [.. providers[row.Sub].Select(login => login.Provider)], row.HasSecondFactor, row.HasPasskey, row.LastSeenAt, [.. roles[row.Sub].Select(role => new MemberRole(role.Id, role.Role))]))], next);
    }

    private sealed record MemberRow(string Sub, string Name, string? Mail, bool HasPassword, bool HasSecondFactor, bool HasPasskey, DateTime? LastSeenAt);

    private sealed record LoginRow(string Person, string Provider);

    private sealed record RoleRow(Guid Id, string Person, string Role);
}

/// <summary>A page of members.</summary>
/// <param name="Members">In the order of their pseudonyms.</param>
/// <param name="Next">What to send as <c>after</c> for the next page; null on the last.</param>
public sealed record MemberPage(IReadOnlyList<MemberView> Members, string? Next);

/// <summary>A member of the institution.</summary>
/// <param name="Sub">The pseudonym.</param>
/// <param name="Name">As the person wrote it.</param>
/// <param name="Mail">The account's address; null: the person comes by a provider alone.</param>
/// <param name="HasPassword">The person may sign in with a password.</param>
/// <param name="Providers">By which the person has signed in, as their buttons were called.</param>
/// <param name="HasSecondFactor">A code is asked for beside the password.</param>
/// <param name="HasPasskey">The person has a passkey.</param>
/// <param name="LastSeenAt">Of the sessions that live; null: none does.</param>
/// <param name="Roles">In this institution.</param>
public sealed record MemberView(string Sub, string Name, string? Mail, bool HasPassword, IReadOnlyList<string> Providers, bool HasSecondFactor, bool HasPasskey, DateTime? LastSeenAt, IReadOnlyList<MemberRole> Roles);

/// <summary>A role of a member.</summary>
/// <param name="Membership">By which it is taken away.</param>
/// <param name="Role">One.</param>
public sealed record MemberRole(Guid Membership, [property: KnownValues(typeof(InvitationRules), nameof(InvitationRules.MemberRoles))] string Role);
