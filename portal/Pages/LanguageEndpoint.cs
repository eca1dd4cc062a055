namespace HourExchange.Portal.Pages;

/// <summary>Pages speak another language from now on, in this browser.</summary>
public static class LanguageEndpoint
{
    public const string Path = "/langue/";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path + "{language}", (string language, HttpContext http) =>
    {
        if (!PageLanguage.All.Contains(language))
        {
            return Results.NotFound();
        }

        PageLanguage.Choose(http, language);
        return Results.Redirect(LocalPath.Of(http.Request.Query[LocalPath.Parameter]) ?? "/");
    }).AllowAnonymous();
}
