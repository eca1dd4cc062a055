using System.Security.Claims;
using System.Text.Json;
using HourExchange.Identity.Invitations;
using HourExchange.Identity.Invitations.Accepting;
using HourExchange.Identity.Keeping;
using HourExchange.Identity.Pages;
using HourExchange.Identity.Providers.Domain;
using HourExchange.Identity.Providers.Keeping;
using HourExchange.Identity.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace HourExchange.Identity.Providers.Entering;

/// <summary>
/// Sign-in by an institution's provider: who comes back is known by issuer and subject, never by a mail address; what the provider says of them
/// gives their roles, anew each time. A trial shows what a sign-in would give, and signs nobody in.
/// </summary>
public static class EnterEndpoint
{
    private const string Pattern = "/connexion/fournisseur/{id}";
    private const string Trial = "essai";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Pattern, (string id, HttpContext http, ProviderQuery providers) => Leave(id, http, providers, isTrial: false)).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet($"{Pattern}/{Trial}", (string id, HttpContext http, ProviderQuery providers) => Leave(id, http, providers, isTrial: true)).ForSession().ExcludeFromDescription();
        routes.MapGet($"{Pattern}/fin", Arrive).AllowAnonymous().ExcludeFromDescription();
    }

    // A list of values comes as one claim each in a token, and as one text in UserInfo.
    private static IEnumerable<string> Values(string claim)
    {
        try
        {
            return claim is ['[', ..] ? JsonSerializer.Deserialize<string[]>(claim) ?? [] : [claim];
        }
        catch (JsonException)
        {
            return [claim];
        }
    }

    private static async Task<IResult> Leave(string id, HttpContext http, ProviderQuery providers, bool isTrial)
    {
        if (await providers.Read(id) is not { } provider)
        {
            return Results.NotFound();
        }

        var next = LocalPath.Of(http.Request.Query[LocalPath.Parameter]);
        var coming = new AuthenticationProperties { RedirectUri = LocalPath.To($"{provider.Path}/fin", next), Items = { [nameof(Provider.Id)] = id, [Trial] = isTrial ? "1" : null } };
        try
        {
            await http.ChallengeAsync(provider.Scheme, coming);
            return Results.Empty;
        }
        catch (InvalidOperationException)
        {
            // Its metadata cannot be read: it is down, or answers nonsense.
            return Results.Redirect(ProviderFault.Path(ProviderFault.Failed));
        }
    }

    private static async Task<IResult> Arrive(string id, HttpContext http, ProviderQuery providers, ProviderDoor door, OpenInvitations invitations, IdentitySettings settings)
    {
        var arrived = await http.AuthenticateAsync(IdentityConstants.ExternalScheme);
        await http.SignOutAsync(IdentityConstants.ExternalScheme);
        if (arrived.Principal is not { } principal || arrived.Properties?.Items[nameof(Provider.Id)] != id || await providers.Read(id) is not { } provider
            // A provider speaks in its own name: one that announces another's address as its issuer would sign in whomever it likes.
            || principal.FindFirstValue("iss") is not { } issuer || issuer.TrimEnd('/') != provider.Authority.TrimEnd('/') || principal.FindFirstValue("sub") is not { Length: > 0 } subject)
        {
            return Results.Redirect(ProviderFault.Path(ProviderFault.Failed));
        }

        var claims = principal.Claims.SelectMany(claim => Values(claim.Value).Select(value => KeyValuePair.Create(claim.Type, value))).Distinct().ToList();
        var roles = ProviderRules.RolesOf(await providers.RulesOf(id), claims);
        if (arrived.Properties.Items.TryGetValue(Trial, out var trial) && trial == "1")
        {
            return new Rendered<TrialPage>(new() { [nameof(TrialPage.Provider)] = provider.Name, [nameof(TrialPage.Claims)] = claims, [nameof(TrialPage.Roles)] = roles });
        }

        var next = LocalPath.Of(http.Request.Query[LocalPath.Parameter]);
        var invitation = InvitationLink.In(next);
        return await door.Enter(http, provider, issuer, subject, principal.FindFirstValue("name"), roles, invitation)
            // An invitation that has been accepted on the way has no page any more.
            ? Results.Redirect(invitation is not null && await invitations.Read(invitation, http.RequestAborted) is null ? settings.Portal?.ToString() ?? "/compte" : next ?? "/compte")
            : Results.Redirect(ProviderFault.Path(ProviderFault.Nothing));
    }
}
