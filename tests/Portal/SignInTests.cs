using HourExchange.Plumbing.Security;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Browsing;

namespace HourExchange.Tests.Portal;

/// <summary>Signing in at the house's own provider, and what becomes of a session.</summary>
[Trait("needs", "servers")]
[Trait("slow", "yes")]
public sealed class SignInTests(SignedInHouse house) : IClassFixture<SignedInHouse>
{
    [Fact]
    public async Task Who_is_not_signed_in_is_led_to_the_provider_and_back_to_the_page_asked_for()
    {
        using var member = await house.Member("HETS", "approver", "back@example.org");
        var browser = house.Unknown();
        var asked = await SignIn(browser, "back@example.org", "/aide");
        Assert.Equal(("/aide", "Aide"), (asked.Address.AbsolutePath, asked.Title));
        Assert.Equal("HETS · Responsable", asked.One(".me .role > span:not(.vh)").TextContent);

        var left = await browser.Press(asked, "form[action='/deconnexion'] button");
        Assert.Equal("Vous êtes déconnecté·e", left.Title);
        // The session at the provider has ended as well.
        Assert.Equal(house.Issuer.Authority, (await browser.Open("/aide")).Address.Authority);
    }

    [Fact]
    public async Task A_session_goes_on_by_itself_and_ends_when_it_is_revoked()
    {
        using var member = await house.Member("HETS", "registrar", "renewed@example.org");
        var browser = house.Unknown();
        Assert.Equal(200, (await SignIn(browser, "renewed@example.org", "/aide")).Status);
        house.Clock.Move(TimeSpan.FromMinutes(5));
        Assert.Equal("HETS · Secrétariat", (await browser.Open("/aide")).Is(200).One(".me .role > span:not(.vh)").TextContent);
        await house.Execute("delete from identity.session");
        Assert.Equal(200, (await browser.Open("/aide")).Status);
        house.Clock.Move(TimeSpan.FromMinutes(5));
        Assert.Equal(house.Issuer.Authority, (await browser.Open("/aide")).Address.Authority);
    }

    [Fact]
    public async Task A_link_for_trying_signs_in_as_the_role_that_it_names_whoever_was_there_before()
    {
        var browser = house.Unknown();
        foreach (var (role, said) in new[] { ("finance", "HETS · Finances"), ("registrar", "HETS · Secrétariat") })
        {
            await browser.Open(new Uri(house.Issuer, DevelopmentLinks.To(IdentityHouse.TrialKey, "HETS", role)).ToString());
            Assert.Equal(said, (await browser.Open("/aide")).Is(200).One(".me .role > span:not(.vh)").TextContent);
        }

        var forged = DevelopmentLinks.To(IdentityHouse.TrialKey, "HETS", "finance").Replace("finance", "management", StringComparison.Ordinal);
        Assert.Equal(404, (await browser.Open(new Uri(house.Issuer, forged).ToString())).Status);
        Assert.Equal(404, (await browser.Open(new Uri(house.Issuer, DevelopmentLinks.To("another key", "HETS", "finance")).ToString())).Status);
    }

    [Fact]
    public async Task Who_has_two_roles_changes_from_one_to_the_other()
    {
        using var member = await house.Member("HETS", "approver", "two@example.org");
        await house.Execute("""
            insert into identity.membership (id, person, institution, role)
            select gen_random_uuid(), id, 'HETS', 'registrar' from identity.person where normalized_email = 'TWO@EXAMPLE.ORG'
            """);
        var browser = house.Unknown();
        var choosing = await SignIn(browser, "two@example.org", "/aide");
        var approver = await Choose(browser, choosing, "Responsable");
        Assert.Equal(("/aide", "HETS · Responsable"), (approver.Address.AbsolutePath, approver.One(".me .role > span:not(.vh)").TextContent));
        var registrar = await Choose(browser, await browser.Open("/role?suite=%2Faide"), "Secrétariat");
        Assert.Equal(("/aide", "HETS · Secrétariat"), (registrar.Address.AbsolutePath, registrar.One(".me .role > span:not(.vh)").TextContent));
    }

    [Fact]
    public async Task A_sign_in_that_nobody_began_here_comes_to_nothing()
    {
        var browser = house.Unknown();
        var forged = await browser.Open("/signin-oidc?code=of-another&state=forged");
        Assert.Equal("La connexion n’a pas abouti", forged.Title);
        Assert.Equal(house.Issuer.Authority, (await browser.Open("/aide")).Address.Authority);
    }

    private static async Task<SeenPage> SignIn(Browser browser, string mail, string path)
    {
        var page = await browser.Open(path);
        return await browser.Press(page, "form[action='/connexion'] button:not([type=button])", ("courriel", mail), ("motdepasse", Visitor.Password));
    }

    private static async Task<SeenPage> Choose(Browser browser, SeenPage choosing, string role)
    {
        var membership = choosing.Document.QuerySelectorAll("button[name=membership]").Single(button => button.TextContent.StartsWith(role, StringComparison.Ordinal)).GetAttribute("value");
        return await browser.Press(choosing, $"button[value='{membership}']");
    }
}
