using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.Playwright;

namespace HourExchange.Tests.Kit.Browsing;

/// <summary>
/// Chromium in the hands of somebody who has no mouse, whose window is 320 pixels wide and whose scripts are off: goes on by Tab, opens and presses by
/// Enter, ticks by Space, chooses by the arrows. Nothing it visits may lie beside the window.
/// </summary>
/// <param name="tab">A new one, signed in.</param>
internal sealed class KeyboardBrowser(Uri start, string session, string language, Func<Task<IPage>> tab) : Browser(start, session, language)
{
    private const int TabsLimit = 1500;
    private const int ChoicesLimit = 400;
    private const int TabsOpen = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // A page that was read stays open in its tab, as people keep it, until something is pressed there or too many others were opened since.
    private readonly ConditionalWeakTable<SeenPage, IPage> _tabs = new();
    private readonly Queue<IPage> _open = new();

    public override async Task<SeenPage> Open(string path)
    {
        var page = await tab();
        _open.Enqueue(page);
        while (_open.Count > TabsOpen)
        {
            await _open.Dequeue().CloseAsync();
        }

        return await Seen(page, () => page.GotoAsync(path));
    }

    public override Task<SeenPage> Press(SeenPage page, string button, params (string Field, string? Value)[] typed) => Work(page, button, typed, null);

    public override Task<SeenPage> Upload(SeenPage page, string button, string field, string name, byte[] content, params (string Field, string? Value)[] typed) =>
        Work(page, button, typed, opened => opened.SetInputFilesAsync($"[name='{field}']", new FilePayload { Name = name, MimeType = "", Buffer = content }));

    private async Task<SeenPage> Work(SeenPage seen, string button, (string Field, string? Value)[] typed, Func<IPage, Task>? choose)
    {
        // Pressed here already, or closed: asked for again, as after going back.
        if (!_tabs.TryGetValue(seen, out var page) || page.IsClosed)
        {
            seen = await Open(seen.Address.PathAndQuery);
            page = _tabs.TryGetValue(seen, out var again) ? again : throw new InvalidOperationException("The page was not opened.");
        }

        _tabs.Remove(seen);
        var pressed = page.Locator(button);
        Assert.Equal(1, await pressed.CountAsync());
        // Refusals are looked at here: what the browser itself would refuse or cut off reaches the service all the same, from another program.
        await pressed.EvaluateAsync("button => { button.form.noValidate = true; for (const field of button.form.elements) field.removeAttribute('maxlength'); }");
        var form = pressed.Locator("xpath=ancestor::form");
        foreach (var (field, value) in typed)
        {
            await Type(page, form.Locator($"[name='{field}']").Or(page.Locator($"[name='{field}'][form='{await form.GetAttributeAsync("id")}']")), value);
        }

        if (choose is not null)
        {
            await choose(page);
        }

        await Reach(page, pressed);
        return await Seen(page, async () => await page.RunAndWaitForResponseAsync(() => page.Keyboard.PressAsync("Enter"), answer => answer.Request.IsNavigationRequest && answer.Status is not (302 or 303)));
    }

    private async Task<SeenPage> Seen(IPage page, Func<Task<IResponse?>> go)
    {
        var read = new TaskCompletionSource();
        void Read(object? sender, IPage document) => read.TrySetResult();
        page.DOMContentLoaded += Read;
        var asked = Stopwatch.GetTimestamp();
        var answer = await go() ?? throw new InvalidOperationException($"{page.Url} did not answer.");
        await read.Task.WaitAsync(Patience);
        page.DOMContentLoaded -= Read;
        var waited = Stopwatch.GetElapsedTime(asked);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), $"{page.Url} is wider than 320 pixels.");
        var seen = new SeenPage(new Uri(page.Url), (HttpStatusCode)answer.Status, await answer.TextAsync(), new Dictionary<string, string>(await answer.AllHeadersAsync(), StringComparer.OrdinalIgnoreCase)).After(waited);
        _tabs.Add(seen, page);
        // What another program asks with this page's form it asks with this page's cookies.
        foreach (var cookie in await page.Context.CookiesAsync([page.Url]))
        {
            Keep(cookie.Name, cookie.Value);
        }

        return seen;
    }

    /// <summary>By Tab alone, opening what is folded on the way.</summary>
    private static async Task Reach(IPage page, ILocator target)
    {
        var folds = target.Locator("xpath=ancestor::details[not(@open)]/summary");
        while (await folds.CountAsync() > 0)
        {
            await Tab(page, folds.First);
            await page.Keyboard.PressAsync("Enter");
        }

        await Tab(page, target);
    }

    private static async Task Tab(IPage page, ILocator target)
    {
        for (var tabs = 0; !await target.EvaluateAsync<bool>("wanted => wanted === document.activeElement"); tabs++)
        {
            Assert.True(tabs < TabsLimit, $"{page.Url}: {target} is not reached by the keyboard.");
            await page.Keyboard.PressAsync("Tab");
        }
    }

    private static async Task Type(IPage page, ILocator field, string? value)
    {
        var first = field.First;
        var kind = await first.EvaluateAsync<string>("field => field.type");
        switch (kind)
        {
            case "checkbox" when value is null:
                for (var box = field.And(page.Locator(":checked")); await box.CountAsync() > 0;)
                {
                    await Reach(page, box.First);
                    await page.Keyboard.PressAsync("Space");
                }

                break;
            case "checkbox":
                var one = await field.CountAsync() == 1 ? first : page.Locator($"[name='{await first.GetAttributeAsync("name")}'][value='{value}']");
                await Reach(page, one);
                if (!await one.IsCheckedAsync())
                {
                    await page.Keyboard.PressAsync("Space");
                }

                break;
            case "radio":
                var chosen = page.Locator($"[name='{await first.GetAttributeAsync("name")}'][value='{value}']");
                // One place for all of them: the one that is chosen, else the first.
                var place = await field.And(page.Locator(":checked")).CountAsync() > 0 ? field.And(page.Locator(":checked")) : first;
                await Reach(page, place);
                for (var step = 0; !await chosen.IsCheckedAsync(); step++)
                {
                    Assert.True(step < ChoicesLimit, $"{page.Url}: {value} cannot be chosen.");
                    await page.Keyboard.PressAsync(step == 0 ? "Space" : "ArrowDown");
                }

                break;
            case "select-one":
                await Reach(page, first);
                await page.Keyboard.PressAsync("Home");
                for (var step = 0; await first.InputValueAsync() != value; step++)
                {
                    Assert.True(step < ChoicesLimit, $"{page.Url}: {value} cannot be chosen.");
                    await page.Keyboard.PressAsync("ArrowDown");
                }

                break;
            case "date":
                await Reach(page, first);
                await page.Keyboard.TypeAsync(DateOnly.ParseExact(value!, "yyyy-MM-dd", CultureInfo.InvariantCulture).ToString("MMddyyyy", CultureInfo.InvariantCulture));
                Assert.Equal(value, await first.InputValueAsync());
                break;
            default:
                await Reach(page, first);
                await page.Keyboard.PressAsync("Control+A");
                await page.Keyboard.PressAsync("Delete");
                await page.Keyboard.TypeAsync(value ?? "");
                break;
        }
    }
}
