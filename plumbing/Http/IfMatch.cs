using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace HourExchange.Plumbing.Http;

/// <summary>Whoever changes something says which version of it was read (RFC 9110, RFC 6585).</summary>
public static class IfMatch
{
    /// <summary>A version as an ETag.</summary>
    public static string ETagOf(int version) => $"\"{version}\"";

    /// <param name="stale">What is said when it has changed since.</param>
    /// <returns>Why it is not changed, or null.</returns>
    public static Refusal? Check(HttpContext http, int version, Refusal stale)
    {
        var ifMatch = http.Request.Headers[HeaderNames.IfMatch].ToString();
        if (ifMatch.Length == 0)
        {
            return new Refusal(RefusalKind.PreconditionRequired, "etag-missing", "Send If-Match with the ETag under which it was read.");
        }

        return ifMatch == ETagOf(version) ? null : stale;
    }
}
