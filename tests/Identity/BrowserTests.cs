using Deque.AxeCore.Playwright;
using HourExchange.Tests.Kit;
using Microsoft.Playwright;

namespace HourExchange.Tests.Identity;

/// <summary>The pages in a real Chromium.</summary>
[Trait("needs", "servers")]
[Trait("slow", "yes")]
public sealed class BrowserTests(BrowsedIdentityHouse house) : IClassFixture<BrowsedIdentityHouse>
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
        await Whole(page);
        await page.FillAsync("#courriel", "op@example.org");
        await page.FillAsync("#nom", "Zzqa Brevforg");
        await page.FillAsync("#motdepasse", Visitor.Password);
        await page.ClickAsync("button:has-text('Accepter')");
        await page.WaitForURLAsync("**/compte");
        await Whole(page);
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
            await Whole(page);
        }

        // A form that comes back has the message above it, with the focus.
        await page.GotoAsync(Address("/connexion"));
        await page.FillAsync("#courriel", mail);
        await page.FillAsync("#motdepasse", "wrong password");
        await page.PressAsync("#motdepasse", "Enter");
        await page.WaitForSelectorAsync("[role=alert]:not([hidden])");
        Assert.Equal("alert", await page.EvaluateAsync<string>("document.activeElement.getAttribute('role')"));
        await Whole(page);

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
        await Whole(page);
        foreach (var path in new[] { "/role", "/compte/codes" })
        {
            await page.GotoAsync(Address(path));
            await Whole(page);
        }

        await page.Context.CloseAsync();
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

    private string Address(string path) => new Uri(house.Issuer, path).ToString();

    /// <summary>With whatever the browser complains of on its console.</summary>
    private async Task<IPage> Open(BrowserNewContextOptions options)
    {
        var page = await (await house.Browser.NewContextAsync(options)).NewPageAsync();
        page.Console += (_, said) => Assert.DoesNotContain("Content Security Policy", said.Text, StringComparison.Ordinal);
        return page;
    }

    /// <summary>axe finds nothing, and nothing lies beside the window.</summary>
    private static async Task Whole(IPage page)
    {
        var found = await page.RunAxe();
        Assert.Empty(found.Violations.Select(violation => $"{page.Url} {violation.Id}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}"));
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), $"{page.Url} is wider than the window");
    }
}
