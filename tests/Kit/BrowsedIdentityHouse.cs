using Microsoft.Playwright;

namespace HourExchange.Tests.Kit;

/// <summary>A sign-in provider and Debian's Chromium.</summary>
public sealed class BrowsedIdentityHouse : ReachableIdentityHouse, IAsyncLifetime
{
    private IPlaywright? _playwright;

    internal IBrowser Browser { get; private set; } = null!;

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] });
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.CloseAsync();
        }

        _playwright?.Dispose();
        await DisposeAsync();
    }
}
