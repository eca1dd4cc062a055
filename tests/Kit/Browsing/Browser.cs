using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using HourExchange.Portal.SigningIn;

namespace HourExchange.Tests.Kit.Browsing;

/// <summary>A browser without script: cookies, redirects, forms as they stand on the page.</summary>
internal class Browser
{
    private const int RedirectLimit = 5;

    private static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(30) };

    private readonly CookieContainer _cookies = new();
    private readonly Uri _start;
    private readonly string _language;

    public Browser(Uri start, string? session, string language)
    {
        (_start, _language) = (start, language);
        SignInAs(session);
    }

    /// <summary>Takes the session of another: who is signed in has changed meanwhile.</summary>
    public void SignInAs(string? session)
    {
        foreach (Cookie cookie in _cookies.GetCookies(_start))
        {
            cookie.Expired = cookie.Name == PortalSession.Cookie || cookie.Expired;
        }

        if (session is not null)
        {
            Keep(PortalSession.Cookie, session);
        }
    }

    public virtual Task<SeenPage> Open(string path) => Follow(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>The first answer alone: redirects stand in its header Location.</summary>
    public async Task<SeenPage> Ask(HttpRequestMessage request)
    {
        using var answer = await Send(request);
        var headers = answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value));
        return new SeenPage(request.RequestUri!, answer.StatusCode, await answer.Content.ReadAsStringAsync(), headers);
    }

    /// <summary>Fills in the form of a button and presses it.</summary>
    /// <param name="button">A selector of one button.</param>
    /// <param name="typed">By names of fields: what is typed or chosen; null unticks or empties.</param>
    public virtual Task<SeenPage> Press(SeenPage page, string button, params (string Field, string? Value)[] typed) => Follow(Request(page, button, typed));

    /// <summary>The same with a file.</summary>
    public virtual Task<SeenPage> Upload(SeenPage page, string button, string field, string name, byte[] content, params (string Field, string? Value)[] typed)
    {
        var request = Request(page, button, typed);
        var file = new ByteArrayContent(content);
        // A browser tells the type by the name.
        file.Headers.ContentType = name.EndsWith(".pdf", StringComparison.Ordinal) ? new MediaTypeHeaderValue("application/pdf") : null;
        ((MultipartFormDataContent)request.Content!).Add(file, field, name);
        return Follow(request);
    }

    public async Task<byte[]> Download(string path)
    {
        using var answer = await Send(new HttpRequestMessage(HttpMethod.Get, path));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    public static HttpRequestMessage Request(SeenPage page, string button, params (string Field, string? Value)[] typed)
    {
        var pressed = (IHtmlButtonElement)page.One(button);
        var form = pressed.Form ?? throw new InvalidOperationException($"'{button}' is in no form.");
        var fields = Fields(form, pressed, typed);
        var action = new Uri(page.Address, pressed.GetAttribute("formaction") ?? form.GetAttribute("action") ?? page.Address.ToString());
        var request = new HttpRequestMessage(HttpMethod.Post, action) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.TryAddWithoutValidation("Origin", page.Address.GetLeftPart(UriPartial.Authority));
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
        if (form.GetAttribute("enctype") == "multipart/form-data")
        {
            var parts = new MultipartFormDataContent();
            fields.ForEach(field => parts.Add(new StringContent(field.Value), field.Key));
            request.Content = parts;
        }

        return request;
    }

    public async Task<SeenPage> Follow(HttpRequestMessage request)
    {
        var asked = Stopwatch.GetTimestamp();
        var page = await Ask(request);
        for (var redirects = 0; page.Status is 302 or 303 && page.Headers.TryGetValue("Location", out var next); redirects++)
        {
            Assert.True(redirects < RedirectLimit, $"{request.RequestUri} leads in a circle.");
            page = await Ask(new HttpRequestMessage(HttpMethod.Get, new Uri(page.Address, next)));
        }

        return page.After(Stopwatch.GetElapsedTime(asked));
    }

    protected void Keep(string cookie, string value) => _cookies.Add(_start, new Cookie(cookie, value));

    private static List<KeyValuePair<string, string>> Fields(IHtmlFormElement form, IHtmlButtonElement pressed, (string Field, string? Value)[] typed)
    {
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var control in form.Elements.Where(control => control.GetAttribute("name") is { Length: > 0 } && !typed.Any(one => one.Field == control.GetAttribute("name"))))
        {
            var name = control.GetAttribute("name")!;
            switch (control)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio" } box when box.IsChecked:
                    fields.Add(new(name, box.Value));
                    break;
                case IHtmlInputElement { Type: not ("checkbox" or "radio" or "file") } input:
                    fields.Add(new(name, input.Value));
                    break;
                case IHtmlSelectElement choice:
                    fields.Add(new(name, choice.Value ?? ""));
                    break;
                case IHtmlTextAreaElement area:
                    fields.Add(new(name, area.Value));
                    break;
            }
        }

        fields.AddRange(typed.Where(one => one.Value is not null).Select(one => new KeyValuePair<string, string>(one.Field, one.Value!)));
        if (pressed.GetAttribute("name") is { Length: > 0 } chosen)
        {
            fields.Add(new(chosen, pressed.GetAttribute("value") ?? ""));
        }

        return fields;
    }

    private async Task<HttpResponseMessage> Send(HttpRequestMessage request)
    {
        request.RequestUri = new Uri(_start, request.RequestUri!);
        request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue(_language));
        if (_cookies.GetCookieHeader(request.RequestUri) is { Length: > 0 } cookies)
        {
            request.Headers.Add("Cookie", cookies);
        }

        var answer = await Http.SendAsync(request);
        if (answer.Headers.TryGetValues("Set-Cookie", out var given))
        {
            foreach (var cookie in given)
            {
                _cookies.SetCookies(request.RequestUri, cookie);
            }
        }

        return answer;
    }
}
