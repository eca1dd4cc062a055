using HourExchange.Identity.Pages;
using HourExchange.Identity.Sessions;

namespace HourExchange.Identity.Memberships.Choosing;

/// <summary>For whom one works now: one of one's memberships.</summary>
public static class ChooseRoleEndpoint
{
    public const string Path = "/role";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Show).ForSession().ExcludeFromDescription();
        routes.MapPost(Path, Choose).ForSession().ExcludeFromDescription();
    }

    private static async Task<IResult> Show(HttpContext http, MembershipQuery memberships) => new Rendered<ChooseRolePage>(new()
    {
        [nameof(ChooseRolePage.Memberships)] = await memberships.Of(http.Session().Person, http.RequestAborted),
        [nameof(ChooseRolePage.Next)] = LocalPath.Of(http.Request.Query[LocalPath.Parameter]),
    });

    private static async Task<IResult> Choose(IFormCollection form, HttpContext http, SessionStore sessions) =>
        Guid.TryParse(form["membership"], out var membership) && await sessions.Choose(http.Session(), membership, http.RequestAborted)
            ? Results.Redirect(LocalPath.Of(form[LocalPath.Parameter]) ?? "/compte")
            : Results.StatusCode(StatusCodes.Status400BadRequest);
}
