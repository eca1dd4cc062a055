using HourExchange.Tests.Kit.Browsing;
using Microsoft.Playwright;

namespace HourExchange.Tests.Kit;

/// <summary>A sign-in provider and Debian's Chromium.</summary>
public sealed class BrowsedIdentityHouse : ReachableIdentityHouse, IAsyncLifetime
{
    private Chromium? _chromium;

    internal IBrowser Browser => _chromium!.Browser;

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
}
