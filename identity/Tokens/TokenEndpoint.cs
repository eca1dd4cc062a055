using System.Security.Claims;
using Dapper;
using HourExchange.Identity.Memberships;
using HourExchange.Identity.Sessions;
using HourExchange.Plumbing.Years;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Npgsql;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;

namespace HourExchange.Identity.Tokens;

/// <summary>A code, a refresh token or a program's secret becomes an access token of five minutes, if what stands behind it still holds.</summary>
public static class TokenEndpoint
{
    private const string UseProgram = """
        update identity.program set last_used_at = date_trunc('minute', @now)
        where client_id = @clientId and last_used_at is distinct from date_trunc('minute', @now)
        """;

    private const string FindProgram = """
        select institution, role, scopes from identity.program where client_id = @clientId and revoked_at is null and expires_on >= @today
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost(OpenIdSetup.TokenPath, Give).AllowAnonymous().ExcludeFromDescription().DisableAntiforgery();

    private static async Task<IResult> Give(HttpContext http, SessionStore sessions, MembershipQuery memberships, NpgsqlDataSource database, TimeProvider clock)
    {
        var request = http.GetOpenIddictServerRequest() ?? throw new InvalidOperationException("The request has not passed OpenIddict.");
        return request.IsClientCredentialsGrantType()
            ? await ToProgram(request, http, database, clock)
            : await ToPerson(http, sessions, memberships);
    }

    private static async Task<IResult> ToPerson(HttpContext http, SessionStore sessions, MembershipQuery memberships)
    {
        var given = (await http.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme)).Principal
            ?? throw new InvalidOperationException("OpenIddict has let a request pass without a code or a refresh token.");
        if (SessionStore.IdOf(given) is not { } id || await sessions.Read(id, http.RequestAborted) is not { } session || session.Person != given.GetClaim(OpenIddictConstants.Claims.Subject))
        {
            return TokenPrincipal.Refused(OpenIddictConstants.Errors.InvalidGrant, "The session has ended.");
        }

        if (!Guid.TryParse(given.FindFirstValue(TokenPrincipal.MembershipClaim), out var chosen) || await memberships.Read(chosen, session.Person, http.RequestAborted) is not { } membership)
        {
            return TokenPrincipal.Refused(OpenIddictConstants.Errors.InvalidGrant, "The membership has ended.");
        }

        await sessions.Note(session, http.RequestAborted);
        return TokenPrincipal.Given(TokenPrincipal.OfPerson(session, membership, given.GetScopes()));
    }

    private static async Task<IResult> ToProgram(OpenIddictRequest request, HttpContext http, NpgsqlDataSource database, TimeProvider clock)
    {
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        var parameters = new { clientId = request.ClientId, today = clock.Today(), now = clock.GetUtcNow() };
        if (await connection.QuerySingleOrDefaultAsync<ProgramRow>(FindProgram, parameters) is not { } program)
        {
            return TokenPrincipal.Refused(OpenIddictConstants.Errors.InvalidClient, "The program's access has ended.");
        }

        await connection.ExecuteAsync(UseProgram, parameters);
        // Without scopes a token would be a person's: a program that asks for none gets all that it has.
        var asked = request.GetScopes();
        var scopes = asked.Length == 0 ? program.Scopes : [.. program.Scopes.Intersect(asked)];
        return scopes.Length == 0
            ? TokenPrincipal.Refused(OpenIddictConstants.Errors.InvalidScope, "The program has none of these scopes.")
            : TokenPrincipal.Given(TokenPrincipal.OfProgram(request.ClientId!, program.Institution, program.Role, scopes));
    }

    private sealed record ProgramRow
    {
        public required string Institution { get; init; }
        public required string Role { get; init; }
        public required string[] Scopes { get; init; }
    }
}
