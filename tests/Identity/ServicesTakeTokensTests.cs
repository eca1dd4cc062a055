using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using HourExchange.Ledger;
using HourExchange.Tests.Kit;
using Microsoft.AspNetCore.Builder;
using Microsoft.IdentityModel.Tokens;

namespace HourExchange.Tests.Identity;

/// <summary>The services take what the provider makes, and nothing that only looks like it.</summary>
[Trait("needs", "servers")]
public sealed class ServicesTakeTokensTests(House house, IdentityHouse identity) : IClassFixture<House>, IClassFixture<IdentityHouse>
{
    [Fact]
    public async Task A_service_takes_persons_and_programs_of_the_provider_within_their_scopes()
    {
        await using var ledger = await Start(new Uri(identity.Address, ".well-known/openid-configuration").ToString());
        using var member = await identity.Member("HETS", "finance", "taken@example.org");
        var token = (await member.Tokens()).Access!;
        Assert.Equal(200, await Ask(ledger, token, HttpMethod.Get, "/api/v1/books"));
        Assert.Equal(404, await Ask(ledger, token, HttpMethod.Post, "/api/v1/proposals/01a2244e-99bf-7f6f-ac3f-333377262258/consents"));

        var admin = new Institution(identity.Address, identity.Address, identity.Address, TestKeys.Token("HETS", "admin", "an-admin"));
        var made = (await admin.Post("programs", new { name = "Comptabilité", role = "finance", scopes = new[] { "read", "ledger" }, expiresOn = TimeProvider.System.GetUtcNow().AddDays(9).ToString("yyyy-MM-dd", null) })).Is(201);
        async Task<string> Program(string scope) => (await member.Ask(new()
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = made["program"].GetProperty("clientId").GetString()!,
            ["client_secret"] = made["secret"].GetString()!,
            ["scope"] = scope,
        })).Access!;
        Assert.Equal(200, await Ask(ledger, await Program("read"), HttpMethod.Get, "/api/v1/books"));
        Assert.Equal(403, await Ask(ledger, await Program("ledger"), HttpMethod.Get, "/api/v1/books"));
        Assert.Equal(403, await Ask(ledger, await Program("read ledger"), HttpMethod.Post, "/api/v1/proposals/01a2244e-99bf-7f6f-ac3f-333377262258/consents"));

        // Signed by somebody else, under the provider's name; with another algorithm; with the published key as a password; by nobody.
        var claims = new Dictionary<string, object> { ["sub"] = "b0f6", ["inst"] = "HETS", ["role"] = "finance" };
        using var rsa = RSA.Create(2048);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var issuer = identity.Issuer.ToString();
        string[] looksLike =
        [
            TestKeys.TokenOf(claims, issuer, key: new ECDsaSecurityKey(other)),
            TestKeys.TokenOf(claims, issuer, SecurityAlgorithms.RsaSha256, new RsaSecurityKey(rsa)),
            TestKeys.TokenOf(claims, issuer, SecurityAlgorithms.HmacSha256, new SymmetricSecurityKey(Encoding.ASCII.GetBytes(TestKeys.Private.ExportSubjectPublicKeyInfoPem()))),
            $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"at+jwt"}""")}.{token.Split('.')[1]}.",
            $"{token.Split('.')[0]}.{Base64UrlEncoder.Encode("""{"sub":"b0f6","inst":"HETS","role":"finance","aud":"hourexchange","iss":"http://localhost:8081/","exp":4102444800}""")}.{token.Split('.')[2]}",
            (await member.Tokens()).Id!,
            token[..^4],
        ];
        foreach (var one in looksLike)
        {
            Assert.Equal(401, await Ask(ledger, one, HttpMethod.Get, "/api/v1/books"));
        }

        await ledger.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_provider_that_cannot_be_reached_is_told_and_lets_nobody_in()
    {
        await using var ledger = await Start("http://127.0.0.1:1/.well-known/openid-configuration");
        using var http = new HttpClient { BaseAddress = new Uri(ledger.Urls.First()) };
        await Eventually.Equal("degraded unreachable", async () =>
        {
            var ready = JsonNode.Parse(await http.GetStringAsync("/health/ready", TestContext.Current.CancellationToken))!;
            return $"{ready["status"]} {ready["signIn"]}";
        });
        using var member = await identity.Member("HETS", "finance", "unreachable@example.org");
        Assert.Equal(401, await Ask(ledger, (await member.Tokens()).Access!, HttpMethod.Get, "/api/v1/books"));
        await ledger.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Odd_claims_are_refused_at_every_operation()
    {
        // The check is one for all: each operation meets one odd token in turn. In the slow proofs each meets them all.
        var odd = OddTokens.All.Select(one => one.Token).ToList();
        var tried = 0;
        foreach (var (service, method, path) in OddTokens.Operations(House.Hosts.Select(host => host.Name)))
        {
            var caller = (await house.As("HETS", "auditor")).WithToken(odd[tried++ % odd.Count]);
            Assert.Equal(401, (await caller.Send(service, method, path)).Status);
        }

        Assert.InRange(tried, 100, 1_000);
    }

    private async Task<WebApplication> Start(string metadata)
    {
        var settings = house.Settings(LedgerService.Host);
        settings["Security:Authority"] = "http://localhost:8081";
        settings["Security:MetadataAddress"] = metadata;
        var app = House.Build(LedgerService.Host, settings);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private static async Task<int> Ask(WebApplication service, string token, HttpMethod method, string path)
    {
        using var http = new HttpClient { BaseAddress = new Uri(service.Urls.First()) };
        using var request = new HttpRequestMessage(method, path) { Headers = { Authorization = new("Bearer", token) } };
        request.Content = method == HttpMethod.Post ? new StringContent("""{"hash":"x"}""", Encoding.UTF8, "application/json") : null;
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)answer.StatusCode;
    }
}
