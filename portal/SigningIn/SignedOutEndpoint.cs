using HourExchange.Portal.Pages;
using Microsoft.AspNetCore.Authentication;

namespace HourExchange.Portal.SigningIn;

/// <summary>Signing out, here and at the provider; and a sign-in that came to nothing.</summary>
public static class SignedOutEndpoint
{
    public const string Path = "/deconnexion";
    public const string FailedPath = "/connexion/echec";
    public const string DonePath = "/connexion/terminee";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path, (IFormCollection _, PortalSettings settings) => Results.SignOut(
            new AuthenticationProperties { RedirectUri = DonePath },
            settings.Authority is null ? [PortalSession.Scheme] : [PortalSession.Scheme, SignInSetup.Scheme])).AllowAnonymous();
        routes.MapGet(FailedPath, () => FaultPages.SignInFailed).AllowAnonymous();
        routes.MapGet(DonePath, () => FaultPages.SignedOut).AllowAnonymous();
    }
}
