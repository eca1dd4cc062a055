using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace HourExchange.Ui.Pages;

/// <summary>What a browser is told beside a page: load nothing from elsewhere, be framed by nobody, keep nothing, tell nobody where you came from.</summary>
public static class PageHeaders
{
    /// <param name="other">
    /// The other program of the house that forms lead on to (portal to sign-in at signing out, sign-in to portal after signing in): browsers hold
    /// redirects of a form to its policy as well. Null: there is none.
    /// </param>
    /// <param name="scriptAsks">The pages' script asks its own program for something.</param>
    /// <param name="hasSecretLinks">An address may itself let somebody in (invitation, new password): not even our own pages are told it.</param>
    public static void Set(HttpContext http, Uri? other, bool scriptAsks = false, bool hasSecretLinks = false)
    {
        var forms = other is null ? "'self'" : $"'self' {other.GetLeftPart(UriPartial.Authority)}";
        var asks = scriptAsks ? " connect-src 'self';" : "";
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'self'; font-src 'self'; script-src 'self';{asks} img-src 'self'; form-action {forms}; base-uri 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        // Without any, browsers name no origin of a form either.
        headers["Referrer-Policy"] = hasSecretLinks ? "no-referrer" : "same-origin";
        headers[HeaderNames.CacheControl] = "no-store";
    }
}
