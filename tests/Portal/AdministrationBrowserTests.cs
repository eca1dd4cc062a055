using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Browsing;
using Microsoft.Playwright;

namespace HourExchange.Tests.Portal;

/// <summary>Sign-in and administration in a real Chromium: with axe, at 320 pixels, by keyboard alone, without script.</summary>
[Trait("needs", "servers")]
[Trait("slow", "yes")]
public sealed class AdministrationBrowserTests(BrowsedSignedInHouse house) : IClassFixture<BrowsedSignedInHouse>
{
    private const string Administration = "/administration/";

    [Theory]
    [InlineData("fr-CH", ColorScheme.Light, 320)]
    [InlineData("de-CH", ColorScheme.Dark, 320)]
    [InlineData("de-CH", ColorScheme.Light, 1280)]
    public async Task Every_page_of_administration_is_whole_for_everybody(string locale, ColorScheme colours, int width)
    {
        var mail = $"whole-{locale}-{width}@example.org";
        using var administrator = await house.Member("HETS", "admin", mail);
        var admin = As("HETS", "admin");
        (await admin.Post("invitations", new { mail = $"a-long-address-that-nobody-has-accepted-{locale}-{width}@example.org", role = "finance" })).Is(201);
        (await admin.Post("programs", new { name = "Gestion des cours", role = "registrar", scopes = new[] { "read", "lines", "ledger", "reports" }, expiresOn = house.Clock.GetUtcNow().AddDays(30).ToString("yyyy-MM-dd", null) })).Is(201);
        (await admin.Post("providers", new
        {
            id = "edu",
            name = "edu-ID",
            authority = "https://login.example.org",
            clientId = "hx",
            usesPkce = true,
            rules = new[] { new { claim = "swissEduPersonHomeOrganization", value = "hets.example.org", role = "registrar" } },
            clientSecret = "a-secret-of-the-tests",
        })).Is(200);
        var page = await house.Open(new() { Locale = locale, ColorScheme = colours, ViewportSize = new() { Width = width, Height = 800 } });
        await BrowsedSignedInHouse.SignIn(page, mail, Administration + "membres");
        await page.Whole();
        await page.ClickAsync("tbody a");
        await page.Whole();
        await page.ClickAsync("form[action$='/supprimer'] button");
        foreach (var path in new[] { "membres?suite=x", "programmes", "fournisseurs", "fournisseurs?modifier=edu" })
        {
            await page.GotoAsync(Administration + path);
            await page.Whole();
        }

        // What is refused comes back with the focus on what says so.
        await page.GotoAsync(Administration + "programmes");
        await page.FillAsync("#nom", "Sans droits");
        await page.SelectOptionAsync("#role", "finance");
        await page.UncheckAsync("#peut");
        await page.ClickAsync("form:has(#nom) button");
        await page.WaitForSelectorAsync("#peut-fault");
        Assert.Equal("alert", await page.EvaluateAsync<string>("document.activeElement.getAttribute('role')"));
        await page.Whole();
        await page.CheckAsync("#peut");
        await page.ClickAsync("form:has(#nom) button");
        await page.WaitForSelectorAsync("code.hash");
        await page.Whole();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Without_script_a_member_is_invited_and_a_program_is_made()
    {
        using var administrator = await house.Member("HG", "admin", "noscript@example.org");
        var page = await house.Open(new() { JavaScriptEnabled = false, Locale = "de-CH" });
        await BrowsedSignedInHouse.SignIn(page, "noscript@example.org", Administration + "membres");
        await page.FillAsync("#courriel", "ohne-skript@example.org");
        await page.SelectOptionAsync("#role", "approver");
        await page.ClickAsync($"form[action='{Administration}membres'] button");
        await page.WaitForSelectorAsync("[role=status]");
        Assert.Contains("ohne-skript@example.org", await page.TextContentAsync("main"), StringComparison.Ordinal);
        await page.GotoAsync(Administration + "programmes");
        await page.FillAsync("#nom", "Ohne Skript");
        await page.SelectOptionAsync("#role", "finance");
        await page.ClickAsync("form:has(#nom) button");
        await page.WaitForSelectorAsync("code.hash");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task By_keyboard_alone_an_invitation_is_accepted_a_member_invited_a_program_made_and_the_way_back_in_found_by_code_and_role()
    {
        (await As("*", "operator").Post("invitations", new { mail = "keys@example.org", role = "admin", institution = "CLAVIER" })).Is(201);
        var page = await house.Open(new() { Locale = "fr-CH" });
        var keys = new KeysAlone(page);
        await page.GotoAsync(new Uri(house.Issuer, await house.LinkTo("keys@example.org")).ToString());
        await keys.Type("#nom", "Zzqa Brevforg");
        await keys.Type("#motdepasse", Visitor.Password);
        await keys.Enter("main form button", "**/administration/membres");

        await keys.Type("#courriel", "finance-of-keys@example.org");
        await keys.Type("#role", "fin");
        await keys.EnterAndSee("main form.form button", "[role=status]");
        Assert.Contains("finance-of-keys@example.org", await page.TextContentAsync("main"), StringComparison.Ordinal);

        await keys.Enter("a[href$='/programmes']", "**/programmes");
        await keys.Type("#nom", "Gestion des cours");
        await keys.Type("#role", "sec");
        await keys.Tick("#peut-lines");
        await keys.EnterAndSee("main form.form button", "code.hash");

        // A second role, so that there is one to choose, and an application of codes.
        await house.Execute("insert into identity.membership (id, person, institution, role) select gen_random_uuid(), id, 'CLAVIER', 'auditor' from identity.person where email = 'keys@example.org'");
        await keys.Enter("a[href$='/compte']", "**/compte");
        await keys.Enter("main a[href='/compte/codes']", "**/compte/codes");
        var key = (await page.TextContentAsync("code.hash"))!;
        await keys.Type("#code", Totp.Code(key));
        await keys.EnterAndSee("main form button", "li code");
        await keys.Enter("main .acts a:has-text('Vers HourExchange')", "**/administration/membres");
        await keys.EnterAndSee("header form button", "h1:has-text('Vous êtes déconnecté')");

        await page.GotoAsync(Administration + "membres");
        await keys.Type("#courriel", "keys@example.org");
        await keys.Type("#motdepasse", Visitor.Password);
        await keys.Enter("main form button:has-text('Se connecter')", "**/connexion/code**");
        await keys.Type("#code", Totp.Code(key, stepsAhead: 1));
        await keys.Enter("main form button", "**/role**");
        await keys.Enter("button:has-text('Administration, CLAVIER')", "**/administration/membres");
        await page.Context.CloseAsync();
    }

    private Institution As(string institution, string role) => new(house.Address, house.Address, house.Address, TestKeys.Token(institution, role, "an-" + role));
}
