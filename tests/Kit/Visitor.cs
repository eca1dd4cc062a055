using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.WebUtilities;

namespace HourExchange.Tests.Kit;

/// <summary>A browser without script: follows links, fills forms, keeps cookies. Redirects within the program are followed.</summary>
internal sealed class Visitor : IDisposable
{
    public const string Password = "douze lettres au moins";

    private readonly Uri _address, _issuer;
    private readonly HttpClient _http;

    /// <param name="cookies">Of another visitor, who is the same person at another instance; null: none yet.</param>
    /// <param name="issuer">Under which name the program knows itself.</param>
    /// <param name="isConnectedAnew">For each request, so that it may meet another instance.</param>
    public Visitor(Uri address, CookieContainer? cookies = null, Uri? issuer = null, bool isConnectedAnew = false)
    {
        (_address, _issuer) = (address, issuer ?? new Uri("http://localhost:8081"));
        Cookies = cookies ?? new CookieContainer();
        var connecting = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = true,
            CookieContainer = Cookies,
            PooledConnectionLifetime = isConnectedAnew ? TimeSpan.Zero : Timeout.InfiniteTimeSpan,
        };
        _http = new HttpClient(connecting) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
        _http.DefaultRequestHeaders.Add("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Firefox/130.0");
    }

    public CookieContainer Cookies { get; }

    public void Dispose() => _http.Dispose();

    public Task<PageSeen> Get(string path) => Follow(new HttpRequestMessage(HttpMethod.Get, path));

    public Task<PageSeen> Post(string path, Dictionary<string, string> fields) => Follow(new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) });

    public async Task<PageSeen> SignIn(string mail, string password = Password, string? next = null) =>
        await (await Get("/connexion" + (next is null ? "" : "?suite=" + Uri.EscapeDataString(next)))).Submit(new() { ["courriel"] = mail, ["motdepasse"] = password });

    /// <summary>As the portal does: authorize, code, tokens.</summary>
    public async Task<Tokens> Tokens(string? more = null)
    {
        var verifier = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        var shown = await Get(AuthorizePath(verifier, more));
        return await Exchange(CodeIn(shown), verifier);
    }

    public static string AuthorizePath(string verifier, string? more = null, string redirect = "http://localhost:8080/signin-oidc") =>
        "/connect/authorize?client_id=portal&response_type=code&scope=openid%20offline_access&state=s&nonce=n&redirect_uri=" + Uri.EscapeDataString(redirect)
        + $"&code_challenge_method=S256&code_challenge={WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))}{more}";

    /// <summary>In the address that the browser is sent to outside the program.</summary>
    public static string CodeIn(PageSeen shown) => QueryHelpers.ParseQuery(shown.Outside!.Query)["code"].ToString();

    public Task<Tokens> Exchange(string code, string verifier, string redirect = "http://localhost:8080/signin-oidc", string secret = IdentityHouse.PortalSecret) => Ask(new()
    {
        ["grant_type"] = "authorization_code",
        ["code"] = code,
        ["code_verifier"] = verifier,
        ["redirect_uri"] = redirect,
        ["client_id"] = "portal",
        ["client_secret"] = secret,
    });

    public Task<Tokens> Refresh(string refreshToken) => Ask(new()
    {
        ["grant_type"] = "refresh_token",
        ["refresh_token"] = refreshToken,
        ["client_id"] = "portal",
        ["client_secret"] = IdentityHouse.PortalSecret,
    });

    public async Task<Tokens> Ask(Dictionary<string, string> parameters)
    {
        using var answer = await _http.PostAsync("/connect/token", new FormUrlEncodedContent(parameters));
        var json = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
        string? Field(string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;
        return new Tokens((int)answer.StatusCode, Field("access_token"), Field("refresh_token"), Field("id_token"), Field("error"));
    }

    private static Uri Path(HttpRequestMessage request) =>
        request.RequestUri is { IsAbsoluteUri: true } whole ? new Uri(whole.PathAndQuery, UriKind.Relative) : request.RequestUri!;

    private async Task<PageSeen> Follow(HttpRequestMessage request)
    {
        for (var steps = 0; ; steps++)
        {
            Assert.InRange(steps, 0, 10);
            using var answer = await _http.SendAsync(request);
            if (answer.Headers.Location is not { } location)
            {
                return new PageSeen(this, (int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer, Path(request), null);
            }

            var target = new Uri(_address, location);
            if (location.IsAbsoluteUri && location.Authority != _address.Authority && location.Authority != _issuer.Authority)
            {
                return new PageSeen(this, (int)answer.StatusCode, "", answer, Path(request), location);
            }

            request = new HttpRequestMessage(HttpMethod.Get, target.PathAndQuery);
        }
    }
}

/// <param name="Outside">Where the browser was sent outside the program; null: it shows a page.</param>
internal sealed record PageSeen(Visitor Visitor, int Status, string Html, HttpResponseMessage Answer, Uri At, Uri? Outside)
{
    public IHtmlDocument Document { get; } = new HtmlParser().ParseDocument(Html);

    public string Title => Document.QuerySelector("h1")?.TextContent ?? "";

    public string Text => Document.Body?.TextContent ?? "";

    /// <summary>What is said above a form.</summary>
    public string Fault => Document.QuerySelector("[role=alert]:not([hidden])")?.TextContent.Trim() ?? "";

    /// <summary>Fills the form that has these fields, and sends it.</summary>
    public Task<PageSeen> Submit(Dictionary<string, string> fields, string? action = null)
    {
        var form = Document.Forms.First(form => action is null ? fields.Keys.All(name => form.QuerySelector($"[name={name}]") is not null) : form.GetAttribute("action") == action);
        var sent = form.QuerySelectorAll("input").OfType<IHtmlInputElement>().Where(input => input.Name is { Length: > 0 }).ToDictionary(input => input.Name!, input => input.Value);
        foreach (var (name, value) in fields)
        {
            sent[name] = value;
        }

        return Visitor.Post(form.GetAttribute("action")!, sent);
    }
}

internal sealed record Tokens(int Status, string? Access, string? Refresh, string? Id, string? Error);
