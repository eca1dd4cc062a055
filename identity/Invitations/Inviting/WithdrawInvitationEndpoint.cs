using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;

namespace HourExchange.Identity.Invitations.Inviting;

/// <summary>An invitation that nobody has accepted is withdrawn: its link opens nothing any more.</summary>
public static class WithdrawInvitationEndpoint
{
    private const string Withdraw = $"""
        update identity.invitation set withdrawn_at = now()
        where id = @id and {InvitationAccess.Own} and mail is not null and accepted_at is null and withdrawn_at is null
        returning {InvitationView.Columns}
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/invitations/{id:guid}/withdrawals", End).For(Roles.Operator, Roles.Admin).WithName("withdrawInvitation");

    private static async Task<Written<Answer<InvitationView>>> End(Guid id, HttpContext http, HttpWrites writes) =>
        await writes.Run(http, null, async transaction =>
            await transaction.Connection!.QuerySingleOrDefaultAsync<InvitationView>(Withdraw, InvitationAccess.Of(Caller.Of(http.User), id), transaction) is { } withdrawn
                ? Answer.Ok(withdrawn)
                : (Decision<Answer<InvitationView>>)Refusal.NotFound("invitation"));
}
