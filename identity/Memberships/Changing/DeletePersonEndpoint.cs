using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;

namespace HourExchange.Identity.Memberships.Changing;

/// <summary>
/// A person's account is deleted: name and address, roles, passkeys, sessions, links to providers. The pseudonym stays in what the person did, says
/// nothing about anybody any more, and is never used again. Access tokens that are out live five minutes at most.
/// </summary>
public static class DeletePersonEndpoint
{
    // As TakeRoleEndpoint does, for each institution of the person: two administrators who delete each other at once.
    private const string Lock = """
        select count(pg_advisory_xact_lock(hashtextextended('identity.membership ' || institution, 0)))
        from (select distinct institution from identity.membership where person = @sub order by institution) as own
        """;

    private const string IsLast = """
        select exists (
            select from identity.membership own where person = @sub and role in ('admin', 'operator')
                and not exists (select from identity.membership other where other.institution = own.institution and other.role = own.role and other.person <> @sub))
        """;

    private const string Delete = """
        update identity.invitation set mail = null, withdrawn_at = case when accepted_at is null then coalesce(withdrawn_at, @now) end
        where accepted_by = @sub or upper(mail) = (select normalized_email from identity.person where id = @sub);
        delete from identity.client_token where subject = @sub;
        delete from identity.client_authorization where subject = @sub;
        insert into identity.former_person (sub, left_at, deleted_by) values (@sub, @now, @Subject);
        delete from identity.person where id = @sub
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/members/{sub}/deletions", Remove).For(Roles.Operator, Roles.Admin).WithName("deletePerson");

    private static async Task<Written<Answer<PersonDeleted>>> Remove(string sub, HttpContext http, HttpWrites writes, TimeProvider clock) =>
        await writes.Run(http, null, async transaction =>
        {
            var caller = Caller.Of(http.User);
            await transaction.Connection!.ExecuteScalarAsync<long>(Lock, new { sub }, transaction);
            if ((await MemberAccess.Of(transaction, caller, sub)).IsRefused(out var refusal, out _))
            {
                return (Decision<Answer<PersonDeleted>>)refusal;
            }

            if (await transaction.Connection!.ExecuteScalarAsync<bool>(IsLast, new { sub }, transaction))
            {
                return Refusal.Conflict("last-administrator", "An institution keeps an administrator: invite another one first.");
            }

            var now = clock.GetUtcNow();
            await transaction.Connection!.ExecuteAsync(Delete, new { sub, now, caller.Subject }, transaction);
            return Answer.Ok(new PersonDeleted(sub, now));
        });
}

/// <summary>Nobody is behind this pseudonym any more.</summary>
/// <param name="Sub">It is never used again.</param>
/// <param name="LeftAt">When.</param>
public sealed record PersonDeleted(string Sub, DateTimeOffset LeftAt);
