namespace HourExchange.Identity.Pages;

/// <summary>Pages speak another language from now on, in this browser.</summary>
public static class LanguageEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/langue/{language}", (string language, HttpContext http) =>
    {
        if (!PageLanguage.All.Contains(language))
        {
            return Results.NotFound();
        }

        PageLanguage.Choose(http, language);
        return Results.Redirect(LocalPath.Of(http.Request.Query[LocalPath.Parameter]) ?? "/connexion");
    }).AllowAnonymous().ExcludeFromDescription();
}
