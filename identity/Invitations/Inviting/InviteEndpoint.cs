using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Identity.Invitations.Domain;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Identity.Invitations.Inviting;

/// <summary>The operator invites an institution's administrator, an administrator a member: by a mail whose link is good for 14 days, once.</summary>
public static class InviteEndpoint
{
    /// <summary>Of one institution, open at a time.</summary>
    private const int OpenLimit = 200;

    private const string CountOpen = """
        select count(*) from identity.invitation where institution = @institution and accepted_at is null and withdrawn_at is null and expires_at > @now
        """;

    private const string Insert = $"""
        insert into identity.invitation (id, token_hash, institution, role, mail, language, invited_by, invited_at, expires_at)
        values (@id, @hash, @institution, @Role, @Mail, @language, @Subject, @now, @expiresAt)
        returning {InvitationView.Columns}
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/invitations", Invite).For(Roles.Operator, Roles.Admin).WithName("invite");

    private static async Task<Written<Made<InvitationView>>> Invite(InvitationRequest request, HttpContext http, HttpWrites writes, InvitationMail mail, TimeProvider clock)
    {
        var token = InvitationLink.NewToken();
        InvitationView? made = null;
        var language = request.Language ?? "fr";
        var written = await writes.Run(http, request, async transaction =>
        {
            var caller = Caller.Of(http.User);
            if (InvitationRules.Check(caller.Institution, caller.Role, request.Institution, request.Role, request.Mail, language).IsRefused(out var refusal, out var institution))
            {
                return (Decision<Made<InvitationView>>)refusal;
            }

            var now = clock.GetUtcNow();
            if (await transaction.Connection!.ExecuteScalarAsync<long>(CountOpen, new { institution, now }, transaction) >= OpenLimit)
            {
                return Refusal.Conflict("invitations-too-many", $"At most {OpenLimit} invitations of an institution are open: withdraw some.");
            }

            made = await transaction.Connection!.QuerySingleAsync<InvitationView>(Insert, new
            {
                id = Guid.CreateVersion7(),
                hash = InvitationLink.HashOf(token),
                institution,
                request.Role,
                request.Mail,
                language,
                caller.Subject,
                now,
                expiresAt = now + InvitationRules.Lifetime,
            }, transaction);
            return Answer.Created($"/api/v1/invitations/{made.Id}", made);
        });
        if (made is not null)
        {
            mail.Send(made.Id, made.Mail, made.Institution, made.Role, language, made.ExpiresAt, token);
        }

        return written;
    }
}

/// <summary>Whom to invite.</summary>
/// <param name="Mail">Where the link is sent.</param>
/// <param name="Role">Which role it gives; the operator gives admin alone.</param>
/// <param name="Institution">To which institution; an administrator may leave it out: its own.</param>
/// <param name="Language">Of the mail; fr where it is left out.</param>
public sealed record InvitationRequest(
    string Mail, [property: KnownValues(typeof(InvitationRules), nameof(InvitationRules.MemberRoles))] string Role,
    string? Institution = null, [property: KnownValues(typeof(InvitationRules), nameof(InvitationRules.Languages))] string? Language = null);
