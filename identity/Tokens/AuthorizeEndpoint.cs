using HourExchange.Identity.Memberships;
using HourExchange.Identity.Memberships.Choosing;
using HourExchange.Identity.Pages;
using HourExchange.Identity.Sessions;
using HourExchange.Identity.SigningIn;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using OpenIddict.Abstractions;

namespace HourExchange.Identity.Tokens;

/// <summary>Pages of the house ask who is there: whoever is not signed in does so, whoever has several roles chooses one, then the code is given.</summary>
public static class AuthorizeEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(OpenIdSetup.AuthorizePath, Authorize).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost(OpenIdSetup.AuthorizePath, Authorize).AllowAnonymous().ExcludeFromDescription().DisableAntiforgery();
    }

    private static async Task<IResult> Authorize(HttpContext http, MembershipQuery memberships, SessionStore sessions, TimeProvider clock)
    {
        var request = http.GetOpenIddictServerRequest() ?? throw new InvalidOperationException("The request has not passed OpenIddict.");
        await http.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        var session = http.Features.Get<Session>();
        var isTooOld = session is not null && request.MaxAge is { } age && clock.GetUtcNow().UtcDateTime - session.StartedAt > TimeSpan.FromSeconds(age);
        if (session is null || isTooOld || request.HasPromptValue(OpenIddictConstants.PromptValues.Login))
        {
            return request.HasPromptValue(OpenIddictConstants.PromptValues.None)
                ? TokenPrincipal.Refused(OpenIddictConstants.Errors.LoginRequired, "Nobody is signed in.")
                : Results.Redirect(LocalPath.To(PasswordEndpoint.Path, Again(http)));
        }

        if (await Chosen(http, session, memberships, sessions, mayKeep: !request.HasPromptValue(OpenIddictConstants.PromptValues.SelectAccount)) is not { } membership)
        {
            return request.HasPromptValue(OpenIddictConstants.PromptValues.None)
                ? TokenPrincipal.Refused(OpenIddictConstants.Errors.AccountSelectionRequired, "No role is chosen.")
                : Results.Redirect(LocalPath.To(ChooseRoleEndpoint.Path, Again(http)));
        }

        return TokenPrincipal.Given(TokenPrincipal.OfPerson(session, membership, request.GetScopes()));
    }

    /// <summary>The membership of the session, or the only one there is. Who asks for another is shown that there is none.</summary>
    private static async Task<Membership?> Chosen(HttpContext http, Session session, MembershipQuery memberships, SessionStore sessions, bool mayKeep)
    {
        if (!mayKeep)
        {
            return null;
        }

        if (session.Membership is { } chosen)
        {
            return await memberships.Read(chosen, session.Person, http.RequestAborted);
        }

        var all = await memberships.Of(session.Person, http.RequestAborted);
        return all.Count == 1 && await sessions.Choose(session, all[0].Id, http.RequestAborted) ? all[0] : null;
    }

    /// <summary>The same request, without what has been done by then.</summary>
    private static string Again(HttpContext http)
    {
        var parameters = http.Request.HasFormContentType ? http.Request.Form.AsEnumerable() : http.Request.Query;
        return http.Request.Path + QueryString.Create(parameters.Where(parameter => parameter.Key is not ("prompt" or "max_age")));
    }
}
