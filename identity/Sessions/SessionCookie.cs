using System.Security.Claims;
using HourExchange.Identity.Keeping;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace HourExchange.Identity.Sessions;

/// <summary>The cookie names a session; whether that one still lives is looked up with every page.</summary>
internal sealed class SessionCookie(SessionStore sessions) : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var stopping = context.HttpContext.RequestAborted;
        if (SessionStore.IdOf(context.Principal) is { } id && await sessions.Read(id, stopping) is { } session
            && session.Person == context.Principal!.FindFirst(ClaimTypes.NameIdentifier)?.Value)
        {
            context.HttpContext.Features.Set(session);
            await sessions.Note(session, stopping);
        }
        else
        {
            context.RejectPrincipal();
        }
    }

    public static void Configure(CookieAuthenticationOptions cookie, IdentitySettings settings, string name)
    {
        var isSecure = settings.Issuer.Scheme == Uri.UriSchemeHttps;
        // Browsers take a cookie of this name from this host alone, over TLS alone.
        cookie.Cookie.Name = isSecure ? $"__Host-{name}" : name;
        cookie.Cookie.SecurePolicy = isSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.HttpOnly = true;
    }
}
