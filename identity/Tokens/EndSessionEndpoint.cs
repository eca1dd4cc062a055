using HourExchange.Identity.Sessions;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Server.AspNetCore;

namespace HourExchange.Identity.Tokens;

/// <summary>Pages of the house sign somebody out: the session ends, and the browser goes back where the client may send it.</summary>
public static class EndSessionEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(OpenIdSetup.EndSessionPath, End).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost(OpenIdSetup.EndSessionPath, End).AllowAnonymous().ExcludeFromDescription().DisableAntiforgery();
    }

    private static async Task<IResult> End(HttpContext http, SessionStore sessions)
    {
        await sessions.End(http);
        return Results.SignOut(new AuthenticationProperties { RedirectUri = "/connexion" }, [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
    }
}
