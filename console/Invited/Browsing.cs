using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using HourExchange.Console.Demo;
using HourExchange.Contracts.Access;
using Microsoft.AspNetCore.WebUtilities;

namespace HourExchange.Console.Invited;

/// <summary>One person's browser, without script: opens links, fills forms, keeps cookies, follows redirects.</summary>
internal sealed partial class Browsing : IDisposable
{
    private const int RedirectLimit = 12;

    private readonly HouseAddresses _house;
    private readonly HttpClient _http;

    public Browsing(HouseAddresses house)
    {
        _house = house;
        var connecting = house.Connect();
        connecting.CookieContainer = new CookieContainer();
        _http = new HttpClient(connecting) { Timeout = TimeSpan.FromMinutes(1) };
    }

    public void Dispose() => _http.Dispose();

    /// <returns>Where the last redirect led, and the page there.</returns>
    /// <exception cref="DemoException">No page.</exception>
    public Task<(Uri At, string Html)> Open(Uri address) => Follow(new HttpRequestMessage(HttpMethod.Get, address));

    /// <summary>Fills the form of a page that is sent to this path.</summary>
    /// <returns>Where it leads.</returns>
    /// <exception cref="DemoException">There is no such form, or it came back.</exception>
    public async Task<Uri> Fill((Uri At, string Html) page, string path, params (string Name, string Value)[] fields)
    {
        var begins = page.Html.IndexOf($"action=\"{path}\"", StringComparison.Ordinal);
        if (begins < 0)
        {
            throw new DemoException($"{page.At} shows no form that is sent to {path}: {Said(page.Html)}");
        }

        var form = page.Html[begins..(page.Html.IndexOf("</form>", begins, StringComparison.Ordinal) is > 0 and var ends ? ends : page.Html.Length)];
        var hidden = HiddenField().Matches(form).Select(field => (Name: field.Groups[1].Value, Value: WebUtility.HtmlDecode(field.Groups[2].Value)));
        using var content = new FormUrlEncodedContent(hidden.Concat(fields).Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await _http.PostAsync(new Uri(page.At, path), content);
        return answer.Headers.Location is { } location
            ? new Uri(page.At, location)
            : throw new DemoException($"{path} of {page.At.Authority} answers {(int)answer.StatusCode}: {Said(await answer.Content.ReadAsStringAsync())}");
    }

    public async Task SignIn(string mail, string password) =>
        await Fill(await Open(new Uri(_house.SignIn, "/connexion")), "/connexion", ("courriel", mail), ("motdepasse", password));

    /// <summary>As the portal gets it: authorize, code, token.</summary>
    public async Task<string> Token()
    {
        var verifier = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        var back = new Uri(_house.Portal, "/signin-oidc").ToString();
        var sent = await Leave(new Uri(_house.SignIn, "/connect/authorize?client_id=portal&response_type=code&scope=openid%20offline_access&state=s&nonce=n&redirect_uri=" + Uri.EscapeDataString(back)
            + $"&code_challenge_method=S256&code_challenge={WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))}"));
        return await Ask(_http, _house, new()
        {
            ["grant_type"] = "authorization_code",
            ["code"] = QueryHelpers.ParseQuery(sent.Query)["code"].ToString(),
            ["code_verifier"] = verifier,
            ["redirect_uri"] = back,
            ["client_id"] = "portal",
            ["client_secret"] = (await File.ReadAllTextAsync(_house.PortalSecret)).Trim(),
        });
    }

    /// <exception cref="DemoException">The provider has refused.</exception>
    public static async Task<string> Ask(HttpClient http, HouseAddresses house, Dictionary<string, string> request)
    {
        using var content = new FormUrlEncodedContent(request);
        using var answer = await http.PostAsync(new Uri(house.SignIn, "/connect/token"), content);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? JsonSerializer.Deserialize<JsonElement>(text).GetProperty("access_token").GetString()!
            : throw new DemoException($"No token by {request["grant_type"]}: {(int)answer.StatusCode} {text}");
    }

    /// <returns>Where the portal gets the code: it is not opened.</returns>
    private async Task<Uri> Leave(Uri address)
    {
        using var answer = await _http.GetAsync(address);
        return answer.Headers.Location is { } location && new Uri(address, location) is var target && target.Authority == _house.Portal.Authority
            ? target
            : throw new DemoException($"The sign-in provider answered {(int)answer.StatusCode} and did not lead back to the portal: {answer.Headers.Location}");
    }

    private async Task<(Uri At, string Html)> Follow(HttpRequestMessage request)
    {
        for (var steps = 0; steps < RedirectLimit; steps++)
        {
            using var answer = await _http.SendAsync(request);
            if (answer.Headers.Location is not { } location)
            {
                var html = await answer.Content.ReadAsStringAsync();
                return answer.IsSuccessStatusCode
                    ? (request.RequestUri!, html)
                    : throw new DemoException($"{request.Method} {request.RequestUri}: {(int)answer.StatusCode} {Said(html)}");
            }

            request = new HttpRequestMessage(HttpMethod.Get, new Uri(request.RequestUri!, location));
        }

        throw new DemoException($"{request.RequestUri} leads in a circle.");
    }

    // What a page says, for the message: its text.
    private static string Said(string html)
    {
        var text = Spaces().Replace(Tags().Replace(html, " "), " ");
        return text.Length <= 300 ? text : text[..300] + "…";
    }

    [GeneratedRegex("""type="hidden" name="([^"]+)" value="([^"]*)""")]
    private static partial Regex HiddenField();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
