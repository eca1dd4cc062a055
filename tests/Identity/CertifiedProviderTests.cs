using System.Text;
using HourExchange.Identity.Providers.Domain;
using HourExchange.Ledger;
using HourExchange.Tests.Kit;
using Microsoft.AspNetCore.Builder;
using Microsoft.IdentityModel.JsonWebTokens;

namespace HourExchange.Tests.Identity;

/// <summary>The certified oidc-provider as an institution's own, and in the place of identity/.</summary>
[Trait("needs", "servers")]
[Trait("slow", "yes")]
public sealed class CertifiedProviderTests(CertifiedProvider certified, IdentityHouse identity, House house)
    : IClassFixture<CertifiedProvider>, IClassFixture<IdentityHouse>, IClassFixture<House>
{
    /// <summary>Code flow with PKCE; UserInfo as JSON and as a signed JWT.</summary>
    [Theory]
    [InlineData("json")]
    [InlineData("signed")]
    public async Task People_sign_in_by_it_with_the_roles_that_its_claims_give(string id)
    {
        await certified.Start(identity.Issuer);
        var admin = new Institution(identity.Address, identity.Address, identity.Address, TestKeys.Token("HETS", "admin", "an-admin"));
        (await admin.Post("providers", new
        {
            id,
            name = "École",
            authority = certified.Issuer.GetLeftPart(UriPartial.Authority),
            clientId = id,
            usesPkce = true,
            rules = new[] { new ProviderRule("affiliation", "staff@hets.example", "auditor") },
            clientSecret = CertifiedProvider.Secret,
            scopes = "openid profile",
        })).Is(200);
        using var here = identity.Visitor();
        using var there = new Visitor(certified.Issuer, issuer: certified.Issuer);
        var asked = (await here.Get($"/connexion/fournisseur/{id}")).Outside!;
        // It takes nobody without a proof key. The question was pushed to it (RFC 9126): the browser carries its name alone.
        Assert.Contains("request_uri=", asked.Query, StringComparison.Ordinal);
        var arrived = await here.Get((await there.Get(asked.PathAndQuery)).Outside!.PathAndQuery);
        Assert.Equal(("/compte", ""), (arrived.At.OriginalString, arrived.Fault));
        var token = new JsonWebToken((await here.Tokens()).Access);
        Assert.Equal(("HETS", "auditor"), (token.GetClaim("inst").Value, token.GetClaim("role").Value));
        Assert.NotEqual("p-7f3a", token.Subject);
    }

    [Fact]
    public async Task The_services_take_its_tokens_in_the_place_of_identity()
    {
        await certified.Start(identity.Issuer);
        var settings = house.Settings(LedgerService.Host);
        settings["Security:Authority"] = certified.Issuer.GetLeftPart(UriPartial.Authority);
        await using var ledger = House.Build(LedgerService.Host, settings);
        await ledger.StartAsync(TestContext.Current.CancellationToken);
        using var person = new Visitor(certified.Issuer, issuer: certified.Issuer);
        var verifier = new string('v', 43);
        var token = (await person.Exchange(Visitor.CodeIn(await person.Get(Visitor.AuthorizePath(verifier))), verifier, secret: CertifiedProvider.Secret)).Access!;
        Assert.False(new JsonWebToken(token).TryGetClaim("scope", out _));
        Assert.Equal(200, await Ask(ledger, token, HttpMethod.Get, "/api/v1/books"));
        // A person may consent, and is told that there is nothing; a program may not.
        const string Consent = "/api/v1/proposals/01a2244e-99bf-7f6f-ac3f-333377262258/consents";
        Assert.Equal(404, await Ask(ledger, token, HttpMethod.Post, Consent));

        async Task<string> Program(string scope) => (await person.Ask(new()
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = "a-program",
            ["client_secret"] = CertifiedProvider.Secret,
            ["scope"] = scope,
        })).Access!;
        Assert.Equal(200, await Ask(ledger, await Program("read"), HttpMethod.Get, "/api/v1/books"));
        Assert.Equal(403, await Ask(ledger, await Program("ledger"), HttpMethod.Get, "/api/v1/books"));
        Assert.Equal(403, await Ask(ledger, await Program("read ledger"), HttpMethod.Post, Consent));
        await ledger.StopAsync(TestContext.Current.CancellationToken);
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
