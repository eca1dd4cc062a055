using Microsoft.AspNetCore.Http;

namespace HourExchange.Ui.Pages;

/// <summary>In which language a page speaks: as was chosen on it, else as the browser asks, else French. Portal and sign-in read the same cookie.</summary>
public static class PageLanguage
{
    public const string Cookie = "language";

    public static readonly string[] All = ["fr", "de", "en"];

    public static string Of(HttpRequest request) =>
        request.Cookies[Cookie] is { } chosen && All.Contains(chosen) ? chosen
        : request.GetTypedHeaders().AcceptLanguage.OrderByDescending(asked => asked.Quality ?? 1)
            .Select(asked => asked.Value.ToString().Split('-')[0].ToLowerInvariant()).FirstOrDefault(All.Contains) ?? "fr";

    public static void Choose(HttpContext http, string language) => http.Response.Cookies.Append(
        Cookie, language, new CookieOptions { HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, MaxAge = TimeSpan.FromDays(365) });
}
