using HourExchange.Identity.Providers.Domain;
using HourExchange.Tests.Kit;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using OpenIddict.Abstractions;

namespace HourExchange.Tests.Identity;

/// <summary>Sign-in by an institution's own provider: a second OpenID Connect provider, which knows nothing of the first.</summary>
[Trait("needs", "servers")]
public sealed class ProviderTests(IdentityHouse house, ReachableIdentityHouse school) : IClassFixture<IdentityHouse>, IClassFixture<ReachableIdentityHouse>
{
    private const string ClientSecret = "secret-between-the-two";

    private Institution Admin => new(house.Address, house.Address, house.Address, TestKeys.Token("HETS", "admin", "an-admin"));

    [Fact]
    public async Task Who_the_provider_sends_has_the_roles_that_its_rules_give_each_time_anew()
    {
        await KnowEachOther("ecole");
        (await Admin.Post("providers", Provider("ecole", "auditor"))).Is(200);
        using var there = await school.Member("ECOLE", "finance", "somebody@example.org");
        using var here = house.Visitor();
        Assert.Contains((await here.Get("/connexion")).Document.QuerySelectorAll("a.btn"), link => link.TextContent.Contains("École", StringComparison.Ordinal));
        var arrived = await here.Get(await Back(here, there, "/connexion/fournisseur/ecole?suite=/role"));
        Assert.Equal("/role", arrived.At.OriginalString);
        var token = new JsonWebToken((await here.Tokens()).Access);
        Assert.Equal(("HETS", "auditor"), (token.GetClaim("inst").Value, token.GetClaim("role").Value));

        // The same person again, with another role by another rule; the role before is gone.
        (await Admin.Post("providers", Provider("ecole", "finance"))).Is(200);
        using var again = house.Visitor();
        Assert.Equal("/compte", (await again.Get(await Back(again, there, "/connexion/fournisseur/ecole"))).At.OriginalString);
        var next = new JsonWebToken((await again.Tokens()).Access);
        Assert.Equal((token.Subject, "finance"), (next.Subject, next.GetClaim("role").Value));

        // A trial says what would be, and changes nothing.
        (await Admin.Post("providers", Provider("ecole", "finance", claimed: "nobody"))).Is(200);
        var trial = await again.Get(await Back(again, there, "/connexion/fournisseur/ecole/essai"));
        Assert.Contains("inst", trial.Text, StringComparison.Ordinal);
        Assert.Contains("ECOLE", trial.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await again.Tokens()).Status);

        // No rule gives a role any more: known, and not let in.
        using var refused = house.Visitor();
        Assert.Contains("aucun rôle", (await refused.Get(await Back(refused, there, "/connexion/fournisseur/ecole"))).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_was_not_asked_for_and_a_provider_that_is_down_lead_to_the_other_ways()
    {
        await KnowEachOther("forge");
        (await Admin.Post("providers", Provider("forge", "auditor"))).Is(200);
        using var there = await school.Member("ECOLE", "finance", "forged@example.org");
        using var here = house.Visitor();
        using var other = house.Visitor();
        var back = await Back(here, there, "/connexion/fournisseur/forge");
        // In another browser, which did not ask; with another state; and once more after it was taken.
        Assert.Contains("n’a pas abouti", (await other.Get(back)).Fault, StringComparison.Ordinal);
        Assert.Contains("n’a pas abouti", (await here.Get(back.Replace("state=", "state=x", StringComparison.Ordinal))).Fault, StringComparison.Ordinal);
        Assert.Contains("n’a pas abouti", (await here.Get("/connexion/fournisseur/forge/retour?code=x&state=y")).Fault, StringComparison.Ordinal);
        Assert.Contains("n’a pas abouti", (await here.Get("/connexion/fournisseur/forge/fin")).Fault, StringComparison.Ordinal);

        // Under another address: who announces an issuer that is not where it was said to be, could be speaking for somebody else.
        await KnowEachOther("posing");
        (await Admin.Post("providers", Provider("posing", "auditor") with { Authority = $"http://127.0.0.1:{school.Issuer.Port}" })).Is(200);
        Assert.Contains("n’a pas abouti", (await other.Get(await Back(other, there, "/connexion/fournisseur/posing"))).Fault, StringComparison.Ordinal);

        (await Admin.Post("providers", Provider("down", "auditor") with { Authority = "http://127.0.0.1:1" })).Is(200);
        var down = await other.Get("/connexion/fournisseur/down");
        Assert.Contains("n’a pas abouti", down.Fault, StringComparison.Ordinal);
        Assert.NotNull(down.Document.QuerySelector("[name=motdepasse]"));
        Assert.Equal(404, (await other.Get("/connexion/fournisseur/unknown")).Status);
    }

    [Fact]
    public async Task An_answer_to_another_question_is_not_taken()
    {
        await KnowEachOther("nonce");
        (await Admin.Post("providers", Provider("nonce", "auditor"))).Is(200);
        using var there = await school.Member("ECOLE", "finance", "nonce@example.org");
        using var here = house.Visitor();
        var asked = (await here.Get("/connexion/fournisseur/nonce")).Outside!;
        // The same question but for its nonce: state, proof key and browser are right, the id token answers somebody else's.
        var nonce = QueryHelpers.ParseQuery(asked.Query)["nonce"].ToString();
        Assert.True(nonce.Length >= 32);
        var other = (nonce[0] == 'x' ? 'y' : 'x') + nonce[1..];
        var back = (await there.Get(asked.PathAndQuery.Replace(Uri.EscapeDataString(nonce), Uri.EscapeDataString(other), StringComparison.Ordinal))).Outside!;
        Assert.Contains("n’a pas abouti", (await here.Get(back.PathAndQuery)).Fault, StringComparison.Ordinal);
        Assert.Equal("/connexion", (await here.Get("/compte")).At.OriginalString.Split('?')[0]);
    }

    [Fact]
    public async Task Who_is_invited_accepts_by_the_provider_of_the_institution_that_invites_and_of_no_other()
    {
        await KnowEachOther("accept");
        (await Admin.Post("providers", Provider("accept", "auditor", claimed: "nobody"))).Is(200);
        using var there = await school.Member("ECOLE", "finance", "accepting@example.org");

        // No rule gives a role; the invitation of another institution is not accepted on the way.
        (await Admin.WithToken(TestKeys.Token("HG", "admin", "hg-admin")).Post("invitations", new { mail = "hg@example.org", role = "finance" })).Is(201);
        var others = await house.LinkTo("hg@example.org");
        using var here = house.Visitor();
        Assert.Empty((await here.Get(others)).Document.QuerySelectorAll("a.btn"));
        var refused = await here.Get(await Back(here, there, "/connexion/fournisseur/accept?suite=" + Uri.EscapeDataString(others)));
        Assert.Contains("aucun rôle", refused.Fault, StringComparison.Ordinal);

        (await Admin.Post("invitations", new { mail = "hets@example.org", role = "management" })).Is(201);
        var link = await house.LinkTo("hets@example.org");
        var way = (await here.Get(link)).Document.QuerySelectorAll("a.btn").Single(link => link.GetAttribute("href")!.Contains("/accept?", StringComparison.Ordinal));
        Assert.Equal("Accepter par mon institution (École)", way.TextContent);
        Assert.Equal(house.PortalAddress, (await here.Get(await Back(here, there, way.GetAttribute("href")!))).Outside);
        var token = new JsonWebToken((await here.Tokens()).Access);
        Assert.Equal(("HETS", "management"), (token.GetClaim("inst").Value, token.GetClaim("role").Value));
        using var late = house.Visitor();
        Assert.Equal(404, (await late.Get(link)).Status);

        // Signed in so, without an address of an account, the other invitation is accepted as by anybody who has an account.
        var second = await here.Get(others);
        Assert.Contains("Accepter avec le compte", second.Text, StringComparison.Ordinal);
        Assert.Equal("/role", (await second.Submit([])).At.OriginalString);
    }

    [Fact]
    public async Task A_provider_is_its_institution_s_alone_and_its_secret_is_never_told()
    {
        var kept = (await Admin.Post("providers", Provider("own", "auditor"))).Is(200);
        Assert.True(kept["hasSecret"].GetBoolean());
        var other = Admin.WithToken(TestKeys.Token("HG", "admin"));
        (await other.Post("providers", Provider("own", "auditor"))).IsProblem(409, "provider-id-taken");
        (await other.Post("providers/own/withdrawals", new { })).IsProblem(404, "provider-not-found");
        Assert.Empty((await other.Get("providers")).Is(200)["providers"].EnumerateArray());
        Assert.DoesNotContain(ClientSecret, (await Admin.Get("providers")).Is(200).Text, StringComparison.Ordinal);
        (await Admin.Post("providers", Provider("plain", "auditor") with { Authority = "http://provider.example.org" })).IsProblem(422, "provider-address-invalid");
        (await Admin.Post("providers/own/withdrawals", new { })).Is(200);
        Assert.DoesNotContain(house.Logs.All, line => line.Contains(ClientSecret, StringComparison.Ordinal));
    }

    [Fact]
    public void Rules_look_at_whole_values()
    {
        ProviderRule[] rules = [new("affiliation", "staff@hets.example", "registrar"), new("groups", "finances", "finance"), new("groups", "direction", "finance")];
        Assert.Equal(["finance", "registrar"], ProviderRules.RolesOf(rules, [new("affiliation", "staff@hets.example"), new("groups", "direction"), new("groups", "finances")]));
        Assert.Empty(ProviderRules.RolesOf(rules, [new("affiliation", "staff@hets.example.evil"), new("Groups", "finances"), new("group", "finances")]));
    }

    private Request Provider(string id, string role, string claimed = "finance") =>
        new(id, "École", school.Issuer.ToString(), id, true, [new("role", claimed, role)], ClientSecret, "openid");

    /// <summary>To the provider, where somebody is signed in, and back: the address at which they come back.</summary>
    private static async Task<string> Back(Visitor here, Visitor there, string path)
    {
        var asked = (await here.Get(path)).Outside!;
        return (await there.Get(asked.PathAndQuery)).Outside!.PathAndQuery;
    }

    private async Task KnowEachOther(string id)
    {
        await using var scope = school.First.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>().CreateAsync(new OpenIddictApplicationDescriptor
        {
            ClientId = id,
            ClientSecret = ClientSecret,
            ClientType = OpenIddictConstants.ClientTypes.Confidential,
            ConsentType = OpenIddictConstants.ConsentTypes.Implicit,
            RedirectUris = { new Uri(house.Issuer, $"/connexion/fournisseur/{id}/retour") },
            Permissions =
            {
                OpenIddictConstants.Permissions.Endpoints.Authorization, OpenIddictConstants.Permissions.Endpoints.Token,
                OpenIddictConstants.Permissions.GrantTypes.AuthorizationCode, OpenIddictConstants.Permissions.ResponseTypes.Code,
            },
        }, TestContext.Current.CancellationToken);
    }

    private sealed record Request(string Id, string Name, string Authority, string ClientId, bool UsesPkce, ProviderRule[] Rules, string ClientSecret, string Scopes);
}
