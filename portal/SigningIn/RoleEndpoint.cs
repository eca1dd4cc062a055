using HourExchange.Portal.Pages;
using Microsoft.AspNetCore.Authentication;

namespace HourExchange.Portal.SigningIn;

/// <summary>Another institution or another role: the sign-in provider asks which, and the session goes on with it.</summary>
public static class RoleEndpoint
{
    public const string Path = "/role";

    /// <summary>In the properties of a challenge: what the provider is to ask.</summary>
    internal const string Prompt = "prompt";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, (HttpContext http, PortalSettings settings) =>
    {
        if (settings.Authority is null)
        {
            return FaultPages.SignInMissing;
        }

        var properties = new AuthenticationProperties { RedirectUri = LocalPath.Of(http.Request.Query[LocalPath.Parameter]) ?? "/" };
        properties.Items[Prompt] = "select_account";
        return Results.Challenge(properties, [SignInSetup.Scheme]);
    }).AllowAnonymous();
}
