using HourExchange.Plumbing.Security;
using HourExchange.Tests.Kit.Browsing;
using Microsoft.Playwright;
using Xunit.Sdk;

namespace HourExchange.Tests.Kit;

/// <summary>A house with its pages whose visitors have a real Chromium, and no more than a keyboard, a narrow window and no script.</summary>
public sealed class KeyboardPortalHouse : BrowsedPortalHouse
{
    private readonly List<(ITest? Test, IBrowserContext Context)> _open = [];

    internal override async Task<Browser> Visit(string institution, string role, string? subject = null, string language = "fr")
    {
        var (portal, caller) = (await Portal(), new Caller(institution, role, subject ?? $"{institution}-{role}"));
        await CloseThoseOfOtherTests();
        var context = await Context(caller, new() { JavaScriptEnabled = false, Locale = language, ViewportSize = new() { Width = 320, Height = 800 } });
        _open.Add((TestContext.Current.Test, context));
        return new KeyboardBrowser(new Uri(portal.Urls.First()), SessionCookie(portal, caller), language, context.NewPageAsync);
    }

    /// <summary>One journey follows another: hundreds of pages of those that are over would take the time of the one under way.</summary>
    private async Task CloseThoseOfOtherTests()
    {
        foreach (var one in _open.Where(one => one.Test != TestContext.Current.Test).ToList())
        {
            _open.Remove(one);
            await one.Context.CloseAsync();
        }
    }
}
