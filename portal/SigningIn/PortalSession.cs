using System.Security.Claims;
using HourExchange.Plumbing.Security;
using Microsoft.AspNetCore.Authentication;

namespace HourExchange.Portal.SigningIn;

/// <summary>Who is signed in at the portal: a cookie with the tokens that the sign-in provider gave. It is encrypted; nothing is kept here.</summary>
public static class PortalSession
{
    public const string Scheme = "portal";
    public const string AccessToken = "access_token";
    public const string RefreshToken = "refresh_token";
    public const string IdToken = "id_token";
    public const string ExpiresAt = "expires_at";

    public const string Cookie = "hourexchange-portal";

    /// <summary>Of a session that nobody uses; the sign-in provider may end it before.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(10);

    /// <summary>Null where nobody is signed in.</summary>
    public static Caller? Caller(this HttpContext http) => http.User.Identity?.IsAuthenticated == true ? Plumbing.Security.Caller.Of(http.User) : null;

    /// <summary>As the handler of OpenID Connect makes it of a token answer.</summary>
    /// <param name="tokens">By the names above.</param>
    public static AuthenticationTicket Ticket(Caller caller, IReadOnlyDictionary<string, string> tokens)
    {
        var properties = new AuthenticationProperties();
        properties.StoreTokens(tokens.Select(token => new AuthenticationToken { Name = token.Key, Value = token.Value }));
        return new AuthenticationTicket(PrincipalOf(caller), properties, Scheme);
    }

    public static ClaimsPrincipal PrincipalOf(Caller caller) => new(new ClaimsIdentity(
        [
            new Claim(Plumbing.Security.Caller.SubjectClaim, caller.Subject),
            new Claim(Plumbing.Security.Caller.InstitutionClaim, caller.Institution),
            new Claim(Plumbing.Security.Caller.RoleClaim, caller.Role),
        ],
        Scheme, Plumbing.Security.Caller.SubjectClaim, Plumbing.Security.Caller.RoleClaim));
}
