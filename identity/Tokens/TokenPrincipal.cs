using System.Security.Claims;
using HourExchange.Identity.Memberships;
using HourExchange.Identity.Sessions;
using HourExchange.Plumbing.Security;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;

namespace HourExchange.Identity.Tokens;

/// <summary>What a token says: who, for which institution, in which role, and nothing else.</summary>
internal static class TokenPrincipal
{
    public static ClaimsPrincipal OfPerson(Session session, Membership membership, IEnumerable<string> scopes)
    {
        var principal = Of(session.Person, membership.Institution, membership.Role);
        // Of the session alone codes and refresh tokens know: it is looked up each time.
        principal.Identities.Single().AddClaim(new Claim(SessionStore.IdClaim, session.Id.ToString()));
        principal.Identities.Single().AddClaim(new Claim(MembershipClaim, membership.Id.ToString()));
        principal.SetScopes(scopes);
        return principal;
    }

    public const string MembershipClaim = "membership";

    public static ClaimsPrincipal OfProgram(string clientId, string institution, string role, IEnumerable<string> scopes)
    {
        var principal = Of(clientId, institution, role);
        principal.SetScopes(scopes);
        return principal;
    }

    public static IResult Refused(string error, string description) => Results.Forbid(
        new AuthenticationProperties(new Dictionary<string, string?>
        {
            [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
            [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = description,
        }),
        [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);

    public static IResult Given(ClaimsPrincipal principal) => Results.SignIn(principal, authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);

    private static ClaimsPrincipal Of(string subject, string institution, string role)
    {
        var identity = new ClaimsIdentity("token", OpenIddictConstants.Claims.Name, OpenIddictConstants.Claims.Role);
        identity.AddClaim(new Claim(Caller.SubjectClaim, subject));
        identity.AddClaim(new Claim(Caller.InstitutionClaim, institution));
        identity.AddClaim(new Claim(Caller.RoleClaim, role));
        var principal = new ClaimsPrincipal(identity);
        principal.SetResources(TokenSettings.Audience);
        principal.SetDestinations(claim => claim.Type is Caller.InstitutionClaim or Caller.RoleClaim
            ? [OpenIddictConstants.Destinations.AccessToken, OpenIddictConstants.Destinations.IdentityToken]
            : []);
        return principal;
    }
}
