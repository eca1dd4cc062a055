using HourExchange.Identity.Keeping;
using Microsoft.Net.Http.Headers;

namespace HourExchange.Identity.Pages;

/// <summary>What a browser is told beside a page: load nothing from elsewhere, be framed by nobody, keep nothing, tell nobody where you came from.</summary>
internal static class PageHeaders
{
    public static void Set(HttpContext http)
    {
        var portal = http.RequestServices.GetRequiredService<IdentitySettings>().Portal;
        // A form may lead on to the pages that asked for the sign-in: browsers hold its redirects to this as well.
        var forms = portal is null ? "'self'" : $"'self' {portal.GetLeftPart(UriPartial.Authority)}";
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'self'; font-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; form-action {forms}; base-uri 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers[HeaderNames.CacheControl] = "no-store";
    }
}
