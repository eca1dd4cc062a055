using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Identity.Invitations.Domain;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;

namespace HourExchange.Identity.Invitations.Inviting;

/// <summary>An invitation is sent once more, with a new link and its whole time; the link before opens nothing any more.</summary>
public static class SendAgainEndpoint
{
    private const string Renew = $"""
        update identity.invitation set token_hash = @hash, expires_at = @expiresAt, mailed_at = null
        where id = @id and {InvitationAccess.Own} and mail is not null and accepted_at is null and withdrawn_at is null
        returning {InvitationView.Columns}
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/invitations/{id:guid}/mails", Send).For(Roles.Operator, Roles.Admin).WithName("sendInvitationAgain");

    private static async Task<Written<Answer<InvitationView>>> Send(Guid id, HttpContext http, HttpWrites writes, InvitationMail mail, TimeProvider clock)
    {
        var token = InvitationLink.NewToken();
        InvitationView? sent = null;
        var language = "fr";
        var written = await writes.Run(http, null, async transaction =>
        {
            var parameters = new DynamicParameters(InvitationAccess.Of(Caller.Of(http.User), id));
            parameters.AddDynamicParams(new { hash = InvitationLink.HashOf(token), expiresAt = clock.GetUtcNow() + InvitationRules.Lifetime });
            sent = await transaction.Connection!.QuerySingleOrDefaultAsync<InvitationView>(Renew, parameters, transaction);
            if (sent is null)
            {
                return (Decision<Answer<InvitationView>>)Refusal.NotFound("invitation");
            }

            language = await transaction.Connection!.QuerySingleAsync<string>("select language from identity.invitation where id = @id", new { id }, transaction);
            return Answer.Ok(sent);
        });
        if (sent is not null)
        {
            mail.Send(id, sent.Mail, sent.Institution, sent.Role, language, sent.ExpiresAt, token);
        }

        return written;
    }
}
