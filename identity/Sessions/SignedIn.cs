using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;

namespace HourExchange.Identity.Sessions;

/// <summary>Pages for who is signed in.</summary>
internal static class SignedIn
{
    /// <summary>The page's policy: a session that lives; else the browser is led to sign in.</summary>
    public static TBuilder ForSession<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(new AuthorizationPolicyBuilder(IdentityConstants.ApplicationScheme).RequireAuthenticatedUser().Build());

    /// <summary>Of a page whose policy asks for one.</summary>
    public static Session Session(this HttpContext http) =>
        http.Features.Get<Session>() ?? throw new InvalidOperationException("The page has no policy that asks for a session.");
}
