using HourExchange.Tests.Kit.Browsing;
using Microsoft.Playwright;

namespace HourExchange.Tests.Kit;

/// <summary>The sign-in provider, the portal that signs in there, and Debian's Chromium.</summary>
public sealed class BrowsedSignedInHouse : SignedInHouse, IAsyncLifetime
{
    private Chromium? _chromium;

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        _chromium = await Chromium.Launch();
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        if (_chromium is not null)
        {
            await _chromium.DisposeAsync();
        }

        await DisposeAsync();
    }

    /// <summary>A browser that has not been here before; addresses without a host are the portal's.</summary>
    internal async Task<IPage> Open(BrowserNewContextOptions options)
    {
        options.BaseURL = PortalAddress.ToString();
        var page = await (await _chromium!.Browser.NewContextAsync(options)).NewPageAsync();
        page.Console += (_, said) => Assert.DoesNotContain("Content Security Policy", said.Text, StringComparison.Ordinal);
        return page;
    }

    /// <summary>Opens a page of the portal, and signs in for it.</summary>
    internal static async Task SignIn(IPage page, string mail, string path)
    {
        await page.GotoAsync(path);
        await page.FillAsync("#courriel", mail);
        await page.FillAsync("#motdepasse", Kit.Visitor.Password);
        await page.PressAsync("#motdepasse", "Enter");
        await page.WaitForURLAsync("**" + path);
    }
}
