using HourExchange.Plumbing.Security;
using HourExchange.Tests.Kit.Browsing;

namespace HourExchange.Tests.Kit;

/// <summary>A house with its pages whose visitors have a real Chromium, and no more than a keyboard, a narrow window and no script.</summary>
public sealed class KeyboardPortalHouse : BrowsedPortalHouse
{
    internal override async Task<Browser> Visit(string institution, string role, string? subject = null, string language = "fr")
    {
        var (portal, caller) = (await Portal(), new Caller(institution, role, subject ?? $"{institution}-{role}"));
        var context = await Context(caller, new() { JavaScriptEnabled = false, Locale = language, ViewportSize = new() { Width = 320, Height = 800 } });
        return new KeyboardBrowser(new Uri(portal.Urls.First()), SessionCookie(portal, caller), language, context.NewPageAsync);
    }
}
