using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HourExchange.Ui.Pages;

/// <summary>Pages speak another language from now on, in this browser.</summary>
public static class LanguageEndpoint
{
    public const string Path = "/langue/";

    /// <param name="home">Where it leads on to where the link does not say.</param>
    public static void Map(IEndpointRouteBuilder routes, string home) => routes.MapGet(Path + "{language}", (string language, HttpContext http) =>
    {
        if (!PageLanguage.All.Contains(language))
        {
            return Results.NotFound();
        }

        PageLanguage.Choose(http, language);
        return Results.Redirect(LocalPath.Of(http.Request.Query[LocalPath.Parameter]) ?? home);
    }).AllowAnonymous().ExcludeFromDescription();
}
