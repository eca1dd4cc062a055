using HourExchange.Portal;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace HourExchange.Tests.Portal;

/// <summary>A proxy speaks TLS with browsers and plain HTTP with the portal, which goes by the address that it is told.</summary>
public sealed class BehindProxyTests
{
    [Theory]
    [InlineData("https://portal.example.org", true)]
    [InlineData("http://localhost:8080", false)]
    [InlineData(null, false)]
    public async Task Cookies_are_for_TLS_alone_where_browsers_come_by_it(string? address, bool isSecure)
    {
        await using var portal = await Start(address, "https://sign-in.example.org", null);
        using var http = Client(portal);
        using var answer = await http.GetAsync("/langue/de", TestContext.Current.CancellationToken);
        Assert.Equal(isSecure, Assert.Single(answer.Headers.GetValues("Set-Cookie")).Contains("; secure", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task What_the_provider_announces_is_read_within_the_house_and_leads_browsers_back_to_the_address()
    {
        await using var provider = WebApplication.CreateSlimBuilder().Build();
        provider.Urls.Add("http://127.0.0.1:0");
        provider.MapGet("/.well-known/openid-configuration", () => Results.Json(new
        {
            issuer = "https://sign-in.example.org/",
            authorization_endpoint = "https://sign-in.example.org/connect/authorize",
            jwks_uri = $"{provider.Urls.First()}/keys",
        }));
        provider.MapGet("/keys", () => Results.Json(new { keys = Array.Empty<object>() }));
        await provider.StartAsync(TestContext.Current.CancellationToken);
        await using var portal = await Start("https://portal.example.org", "https://sign-in.example.org", $"{provider.Urls.First()}/.well-known/openid-configuration");
        using var http = Client(portal);
        using var answer = await http.GetAsync("/interventions", TestContext.Current.CancellationToken);
        var location = answer.Headers.Location!.ToString();
        Assert.StartsWith("https://sign-in.example.org/connect/authorize?", location, StringComparison.Ordinal);
        Assert.Contains("redirect_uri=" + Uri.EscapeDataString("https://portal.example.org/signin-oidc"), location, StringComparison.Ordinal);
    }

    private static async Task<WebApplication> Start(string? address, string authority, string? metadata)
    {
        var portal = PortalHost.Build(["--environment", "Production"], settings: new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["Logging:LogLevel:Default"] = "None",
            ["Portal:Interventions"] = "http://127.0.0.1:1",
            ["Portal:Ledger"] = "http://127.0.0.1:1",
            ["Portal:Reporting"] = "http://127.0.0.1:1",
            ["Portal:Address"] = address,
            ["Security:Authority"] = authority,
            ["Security:MetadataAddress"] = metadata,
        });
        await portal.StartAsync(TestContext.Current.CancellationToken);
        return portal;
    }

    private static HttpClient Client(WebApplication portal) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(portal.Urls.First()) };
}
