using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace HourExchange.Tests.Kit.Browsing;

/// <summary>Debian's Chromium.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private readonly IPlaywright _playwright;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, Browser) = (playwright, browser);

    public IBrowser Browser { get; }

    public static async Task<Chromium> Launch()
    {
        var playwright = await Playwright.CreateAsync();
        return new Chromium(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] }));
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.CloseAsync();
        _playwright.Dispose();
    }
}

/// <summary>What is looked at on every page.</summary>
internal static class WholePage
{
    /// <summary>axe finds nothing, and nothing lies beside the window.</summary>
    public static async Task Whole(this IPage page)
    {
        var found = await page.RunAxe();
        Assert.Equal("", string.Join('\n', found.Violations.Select(violation => $"{page.Url} {violation.Id}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}")));
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), $"{page.Url} is wider than the window");
    }
}
