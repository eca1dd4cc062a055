using HourExchange.Portal.Pages;
using Microsoft.AspNetCore.Authentication;

namespace HourExchange.Portal.SigningIn;

/// <summary>
/// Another institution or another role: the sign-in provider asks which, and the session goes on with it. Or the session begins anew with
/// whoever is signed in there by now.
/// </summary>
public static class RoleEndpoint
{
    public const string Path = "/role";

    public const string Anew = "/session";

    /// <summary>In the properties of a challenge: what the provider is to ask.</summary>
    internal const string Prompt = "prompt";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpContext http, PortalSettings settings) => Challenge(http, settings, "select_account")).AllowAnonymous();
        routes.MapGet(Anew, (HttpContext http, PortalSettings settings) => Challenge(http, settings, null)).AllowAnonymous();
    }

    private static IResult Challenge(HttpContext http, PortalSettings settings, string? prompt)
    {
        if (settings.Authority is null)
        {
            return FaultPages.SignInMissing;
        }

        var properties = new AuthenticationProperties { RedirectUri = LocalPath.Of(http.Request.Query[LocalPath.Parameter]) ?? "/" };
        if (prompt is not null)
        {
            properties.Items[Prompt] = prompt;
        }

        return Results.Challenge(properties, [SignInSetup.Scheme]);
    }
}
