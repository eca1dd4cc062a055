using Microsoft.Playwright;

namespace HourExchange.Tests.Kit.Browsing;

/// <summary>A page without a mouse: Tab, Enter, Space and letters. What has the focus is seen to have it.</summary>
internal sealed class KeysAlone(IPage page)
{
    private const int StopLimit = 120;

    /// <summary>From stop to stop until the first that a selector names, from where the focus is.</summary>
    public async Task To(string selector)
    {
        var wanted = page.Locator(selector).First;
        for (var stop = 0; stop < StopLimit; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await wanted.EvaluateAsync<bool>("wanted => wanted === document.activeElement"))
            {
                Assert.NotEqual("none", await wanted.EvaluateAsync<string>("wanted => getComputedStyle(wanted).outlineStyle"));
                return;
            }
        }

        Assert.Fail($"{selector} on {page.Url} is not reached by Tab.");
    }

    public async Task Type(string selector, string text)
    {
        await To(selector);
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>With the address to which it leads.</summary>
    public async Task Enter(string selector, string leadsTo)
    {
        await To(selector);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(leadsTo);
    }

    /// <summary>On the page that comes after it, something is there.</summary>
    public async Task EnterAndSee(string selector, string seen)
    {
        await To(selector);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync(seen);
    }

    public async Task Tick(string selector)
    {
        await To(selector);
        await page.Keyboard.PressAsync("Space");
        Assert.True(await page.IsCheckedAsync(selector));
    }
}
