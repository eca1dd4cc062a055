using HourExchange.Portal.Pages;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace HourExchange.Portal.SigningIn;

/// <summary>Each request: is the session still one at the sign-in provider, and who is it now?</summary>
public sealed class SessionEvents(TokenRefresh refresh) : CookieAuthenticationEvents
{
    /// <summary>In HttpContext.Items: the provider did not answer, so the token may have ended.</summary>
    public static readonly object ProviderIsAway = new();

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        switch (await refresh.Run(context.Properties, context.HttpContext.RequestAborted))
        {
            case TokenRefresh.Outcome.Renewed:
                context.ReplacePrincipal(PortalSession.PrincipalOf(TokenRefresh.CallerIn(context.Properties.GetTokenValue(PortalSession.AccessToken)!)!));
                context.ShouldRenew = true;
                break;
            case TokenRefresh.Outcome.Refused:
                context.RejectPrincipal();
                await context.HttpContext.SignOutAsync(PortalSession.Scheme);
                break;
            case TokenRefresh.Outcome.Away:
                context.HttpContext.Items[ProviderIsAway] = true;
                break;
        }
    }

    /// <summary>No provider is set: in Development alone.</summary>
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context) =>
        FaultPages.SignInMissing.ExecuteAsync(context.HttpContext);

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context) =>
        FaultPages.RoleMissing.ExecuteAsync(context.HttpContext);
}
