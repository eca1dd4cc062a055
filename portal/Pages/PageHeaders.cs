using Microsoft.Net.Http.Headers;

namespace HourExchange.Portal.Pages;

/// <summary>What a browser is told beside a page: load nothing from elsewhere, be framed by nobody, keep nothing, tell nobody where you came from.</summary>
public static class PageHeaders
{
    public static void Set(HttpContext http)
    {
        var authority = http.RequestServices.GetRequiredService<PortalSettings>().Authority;
        // Signing out is a form that ends at the sign-in provider: browsers hold its redirects to this as well.
        var forms = authority is null ? "'self'" : $"'self' {authority.GetLeftPart(UriPartial.Authority)}";
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'self'; font-src 'self'; script-src 'self'; img-src 'self'; form-action {forms}; base-uri 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers[HeaderNames.CacheControl] = "no-store";
    }
}
