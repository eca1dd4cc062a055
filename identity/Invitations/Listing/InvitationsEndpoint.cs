using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Identity.Invitations.Listing;

/// <summary>The invitations of the caller's institution; the operator sees those that it has made. Newest first.</summary>
public static class InvitationsEndpoint
{
    private const string Sql = $"""
        select {InvitationView.Columns} from identity.invitation
        where {InvitationAccess.Own} and mail is not null and (@id::uuid is null or id < @id) order by id desc limit @take
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/invitations", Read).For(Roles.Operator, Roles.Admin).ByPrograms().WithName("listInvitations");

    private static async Task<Shown<InvitationPage>> Read(Guid? after, int? limit, HttpContext http, NpgsqlDataSource database)
    {
        if (Page.Read(after, limit).IsRefused(out var refusal, out var page))
        {
            return refusal;
        }

        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        var parameters = new DynamicParameters(InvitationAccess.Of(Caller.Of(http.User), page.After));
        parameters.AddDynamicParams(new { take = page.Take });
        var (invitations, next) = page.Cut((await connection.QueryAsync<InvitationView>(Sql, parameters)).AsList(), invitation => (Guid?)invitation.Id);
        return new InvitationPage(invitations, next);
    }
}

/// <summary>A page of invitations.</summary>
/// <param name="Invitations">Newest first.</param>
/// <param name="Next">What to send as <c>after</c> for the next page; null on the last.</param>
public sealed record InvitationPage(IReadOnlyList<InvitationView> Invitations, Guid? Next);
