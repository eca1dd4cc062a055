using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace HourExchange.Plumbing.Http;

/// <summary>How a caller would like to be answered (RFC 7240).</summary>
public static class Preference
{
    public const string Header = "Prefer";

    /// <returns>What <c>Prefer: wait</c> says, in whole seconds; null where it says nothing that can be read.</returns>
    public static TimeSpan? Wait(HttpRequest request) =>
        NameValueHeaderValue.TryParseList(request.Headers[Header], out var preferences)
        && preferences.FirstOrDefault(one => one.Name.Equals("wait", StringComparison.OrdinalIgnoreCase)) is { } wait
        && int.TryParse(wait.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds) : null;
}
