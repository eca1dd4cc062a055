using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Browsing;
using Microsoft.Playwright;

namespace HourExchange.Tests.Identity;

/// <summary>The pages in a real Chromium.</summary>
[Trait("needs", "servers")]
[Trait("slow", "yes")]
public sealed class BrowserTests(BrowsedIdentityHouse house, CertifiedProvider certified) : IClassFixture<BrowsedIdentityHouse>, IClassFixture<CertifiedProvider>
{
    [Fact]
    public async Task The_first_operator_gets_in_by_a_link_and_comes_back_with_a_passkey()
    {
        var page = await Open(new() { Locale = "fr-CH" });
        var authenticator = await page.Context.NewCDPSessionAsync(page);
        await authenticator.SendAsync("WebAuthn.enable");
        await authenticator.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
        await page.GotoAsync(Address(await house.OperatorLink()));
        await page.Whole();
        await page.FillAsync("#courriel", "op@example.org");
        await page.FillAsync("#nom", "Zzqa Brevforg");
        await page.FillAsync("#motdepasse", Visitor.Password);
        await page.ClickAsync("button:has-text('Accepter')");
        await page.WaitForURLAsync("**/compte");
        await page.Whole();
        await page.ClickAsync("[data-passkey=new]");
        await page.WaitForSelectorAsync("#passkeys tbody th");
        await page.ClickAsync("text=Se déconnecter");
        await page.WaitForURLAsync("**/connexion");
        await page.ClickAsync("[data-passkey=sign-in]");
        await page.WaitForURLAsync("**/compte");
        await page.ClickAsync("#passkeys button:has-text('Retirer')");
        await page.WaitForSelectorAsync("#passkeys tbody", new() { State = WaitForSelectorState.Detached });
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("fr-CH", ColorScheme.Light)]
    [InlineData("de-CH", ColorScheme.Dark)]
    public async Task Every_page_is_whole_for_everybody(string locale, ColorScheme colours)
    {
        var mail = $"{locale}@example.org";
        using var member = await house.Member("HETS", "finance", mail);
        using var outsider = house.Visitor();
        var page = await Open(new() { Locale = locale, ColorScheme = colours, ViewportSize = new() { Width = 320, Height = 640 } });
        foreach (var path in new[] { "/connexion", "/connexion/oubli", "/connexion/nouveau?person=x&jeton=y", "/invitation?jeton=x", "/nowhere" })
        {
            await page.GotoAsync(Address(path));
            await page.Whole();
        }

        // A form that comes back has the message above it, with the focus.
        await page.GotoAsync(Address("/connexion"));
        await page.FillAsync("#courriel", mail);
        await page.FillAsync("#motdepasse", "wrong password");
        await page.PressAsync("#motdepasse", "Enter");
        await page.WaitForSelectorAsync("[role=alert]:not([hidden])");
        Assert.Equal("alert", await page.EvaluateAsync<string>("document.activeElement.getAttribute('role')"));
        await page.Whole();

        // By keyboard alone: the first stop is the way past the head.
        await page.GotoAsync(Address("/connexion"));
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("skip", await page.EvaluateAsync<string>("document.activeElement.className"));
        await page.FocusAsync("#courriel");
        await page.Keyboard.TypeAsync(mail);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(Visitor.Password);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/compte");
        await page.Whole();
        foreach (var path in new[] { "/role", "/compte/codes" })
        {
            await page.GotoAsync(Address(path));
            await page.Whole();
        }

        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task From_an_invited_administrator_to_a_member_with_codes_whose_session_is_closed()
    {
        // The administrator is invited by the operator, and invites; what the portal does with the API is done by the API.
        (await As(TestKeys.Token("*", "operator", "op")).Post("invitations", new { mail = "bo-admin@example.org", role = "admin", institution = "HEP" })).Is(201);
        var admin = await Open(new() { Locale = "fr-CH" });
        await Accept(admin, "bo-admin@example.org");
        (await As(TestKeys.Token("HEP", "admin", "bo-admin")).Post("invitations", new { mail = "bo-member@example.org", role = "finance" })).Is(201);
        var member = await Open(new() { Locale = "fr-CH" });
        await Accept(member, "bo-member@example.org");

        // An application of codes, and its recovery codes.
        await member.ClickAsync("a[href='/compte/codes']");
        var key = (await member.TextContentAsync("code.hash"))!;
        await member.FillAsync("#code", Totp.Code(key));
        await member.ClickAsync("main button");
        await member.WaitForSelectorAsync("li code");
        var recovery = (await member.Locator("li code").AllTextContentsAsync())[0];
        await member.Whole();
        await member.ClickAsync("text=Se déconnecter");
        await SignIn(member, "bo-member@example.org");
        await member.WaitForURLAsync("**/connexion/code**");
        await member.FillAsync("#code", Totp.Code(key, stepsAhead: 1));
        await member.ClickAsync("main button");
        await member.WaitForURLAsync("**/compte");

        // Elsewhere, without the telephone.
        var elsewhere = await Open(new() { Locale = "fr-CH" });
        await SignIn(elsewhere, "bo-member@example.org");
        await elsewhere.WaitForURLAsync("**/connexion/code**");
        await elsewhere.ClickAsync("a[href*='/connexion/secours']");
        await elsewhere.FillAsync("#code", recovery);
        await elsewhere.ClickAsync("main button");
        await elsewhere.WaitForURLAsync("**/compte");

        // A second role, and the change to it.
        await house.Execute("insert into identity.membership (id, person, institution, role) select gen_random_uuid(), id, 'HEP', 'auditor' from identity.person where email = 'bo-member@example.org'");
        await elsewhere.ClickAsync("a[href='/role']");
        await elsewhere.ClickAsync("button:has-text('Contrôle, HEP')");
        await elsewhere.WaitForURLAsync("**/compte");

        // From there the session of the first browser is closed: it is gone with the next page.
        await elsewhere.ClickAsync("form[action='/compte/sessions'] button");
        await elsewhere.WaitForURLAsync("**/compte");
        await member.GotoAsync(Address("/compte"));
        Assert.Contains("/connexion", member.Url, StringComparison.Ordinal);
        await elsewhere.GotoAsync(Address("/compte"));
        Assert.EndsWith("/compte", elsewhere.Url, StringComparison.Ordinal);
        await Task.WhenAll(admin.Context.CloseAsync(), member.Context.CloseAsync(), elsewhere.Context.CloseAsync());
    }

    [Theory]
    [InlineData("fr-CH", ColorScheme.Light)]
    [InlineData("de-CH", ColorScheme.Dark)]
    public async Task By_the_institution_s_provider_and_its_trial_and_every_page_on_the_way_is_whole(string locale, ColorScheme colours)
    {
        await certified.Start(house.Issuer);
        (await As(TestKeys.Token("HETS", "admin", "an-admin")).Post("providers", new
        {
            id = "json",
            name = "École",
            authority = certified.Issuer.GetLeftPart(UriPartial.Authority),
            clientId = "json",
            usesPkce = true,
            rules = new[] { new { claim = "affiliation", value = "staff@hets.example", role = "auditor" } },
            clientSecret = CertifiedProvider.Secret,
        })).Is(200);
        var page = await Open(new() { Locale = locale, ColorScheme = colours, ViewportSize = new() { Width = 320, Height = 640 } });
        await page.GotoAsync(Address("/connexion"));
        await page.Whole();
        await page.ClickAsync("a:has-text('École')");
        await page.WaitForURLAsync("**/compte");
        await page.Whole();
        await page.GotoAsync(Address("/connexion/fournisseur/json/essai"));
        await page.WaitForSelectorAsync("td:has-text('staff@hets.example')");
        await page.Whole();

        // An open invitation, and the two pages of a second factor.
        var mail = $"open-{locale}@example.org";
        (await As(TestKeys.Token("HETS", "admin", "an-admin")).Post("invitations", new { mail, role = "finance" })).Is(201);
        var invited = await Open(new() { Locale = locale, ColorScheme = colours, ViewportSize = new() { Width = 320, Height = 640 } });
        await invited.GotoAsync(Address(await house.LinkTo(mail)));
        await invited.Whole();
        await invited.FillAsync("#nom", "Zzqa Brevforg");
        await invited.FillAsync("#motdepasse", Visitor.Password);
        await invited.ClickAsync("main form button");
        await invited.WaitForURLAsync("**/compte");
        await invited.GotoAsync(Address("/compte/codes"));
        await invited.FillAsync("#code", Totp.Code((await invited.TextContentAsync("code.hash"))!));
        await invited.ClickAsync("main button");
        await invited.WaitForSelectorAsync("li code");
        await invited.Whole();
        await invited.Context.ClearCookiesAsync();
        await SignIn(invited, mail);
        foreach (var path in new[] { "/connexion/code", "/connexion/secours" })
        {
            await invited.GotoAsync(Address(path));
            Assert.EndsWith(path, invited.Url, StringComparison.Ordinal);
            await invited.Whole();
        }

        await invited.GotoAsync(Address("/connexion/adresse?person=x&courriel=zzqa@example.org&jeton=y"));
        await invited.Whole();
        await Task.WhenAll(page.Context.CloseAsync(), invited.Context.CloseAsync());
    }

    [Fact]
    public async Task Without_script_everything_works_but_passkeys_which_are_not_offered()
    {
        using var member = await house.Member("HETS", "finance", "noscript@example.org");
        var page = await Open(new() { JavaScriptEnabled = false, Locale = "en" });
        await page.GotoAsync(Address("/connexion"));
        Assert.False(await page.IsVisibleAsync("[data-passkey]"));
        await page.FillAsync("#courriel", "noscript@example.org");
        await page.FillAsync("#motdepasse", Visitor.Password);
        await page.ClickAsync("button:has-text('Sign in')");
        await page.WaitForURLAsync("**/compte");
        await page.Locator("form[action='/compte/sessions'] button").ClickAsync();
        await page.WaitForURLAsync("**/compte");
        Assert.Equal(0, await page.Locator("form[action='/compte/sessions'] button").CountAsync());
        await page.Context.CloseAsync();
    }

    private async Task Accept(IPage page, string mail)
    {
        await page.GotoAsync(Address(await house.LinkTo(mail)));
        await page.FillAsync("#nom", "Zzqa Brevforg");
        await page.FillAsync("#motdepasse", Visitor.Password);
        await page.ClickAsync("button:has-text('Accepter')");
        await page.WaitForURLAsync("**/compte");
    }

    private async Task SignIn(IPage page, string mail)
    {
        await page.GotoAsync(Address("/connexion"));
        await page.FillAsync("#courriel", mail);
        await page.FillAsync("#motdepasse", Visitor.Password);
        await page.PressAsync("#motdepasse", "Enter");
        await page.WaitForURLAsync(url => !url.EndsWith("/connexion", StringComparison.Ordinal));
    }

    private Institution As(string token) => new(house.Address, house.Address, house.Address, token);

    private string Address(string path) => new Uri(house.Issuer, path).ToString();

    /// <summary>With whatever the browser complains of on its console.</summary>
    private async Task<IPage> Open(BrowserNewContextOptions options)
    {
        var page = await (await house.Browser.NewContextAsync(options)).NewPageAsync();
        page.Console += (_, said) => Assert.DoesNotContain("Content Security Policy", said.Text, StringComparison.Ordinal);
        return page;
    }
}
