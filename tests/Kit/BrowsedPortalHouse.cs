using System.Collections.Concurrent;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.SigningIn;
using HourExchange.Tests.Kit.Browsing;
using Microsoft.Playwright;

namespace HourExchange.Tests.Kit;

/// <summary>A house with its pages, and Debian's Chromium.</summary>
public class BrowsedPortalHouse : PortalHouse, IAsyncLifetime
{
    private readonly ConcurrentQueue<string> _complaints = new();
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
        GC.SuppressFinalize(this);
    }

    /// <summary>What browsers complained of by the pages' policy.</summary>
    internal IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>A browser of somebody who is signed in.</summary>
    internal async Task<IPage> OpenAs(string institution, string role, BrowserNewContextOptions options) =>
        await (await Context(new Caller(institution, role, $"{institution}-{role}"), options)).NewPageAsync();

    private protected async Task<IBrowserContext> Context(Caller caller, BrowserNewContextOptions options)
    {
        var portal = await Portal();
        var address = portal.Urls.First();
        options.BaseURL = address;
        var context = await _chromium!.Browser.NewContextAsync(options);
        await context.AddCookiesAsync([new() { Name = PortalSession.Cookie, Value = SessionCookie(portal, caller), Url = address }]);
        context.Console += (_, said) =>
        {
            if (said.Text.Contains("Content Security Policy", StringComparison.Ordinal))
            {
                _complaints.Enqueue($"{said.Page?.Url}: {said.Text}");
            }
        };
        return context;
    }
}
