using HourExchange.Identity.Sessions;

namespace HourExchange.Identity.SigningIn;

/// <summary>The session of this browser ends.</summary>
public static class SignOutEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/deconnexion", async (IFormCollection _, HttpContext http, SessionStore sessions) =>
    {
        await sessions.End(http);
        return Results.Redirect(PasswordEndpoint.Path);
    }).ForSession().ExcludeFromDescription();
}
