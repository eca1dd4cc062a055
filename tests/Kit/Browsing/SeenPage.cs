using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace HourExchange.Tests.Kit.Browsing;

/// <summary>A page as a browser without script got it.</summary>
internal sealed class SeenPage(Uri address, HttpStatusCode status, string html, IReadOnlyDictionary<string, string> headers)
{
    private static readonly HtmlParser Parser = new();

    /// <summary>Where it stands, after all redirects.</summary>
    public Uri Address => address;

    public int Status => (int)status;

    public string Html => html;

    public IReadOnlyDictionary<string, string> Headers => headers;

    public IHtmlDocument Document { get; } = Parser.ParseDocument(html);

    /// <summary>From asking, all redirects with it, until it was there; how long a finger took to reach the button is no part of it.</summary>
    public TimeSpan Waited { get; private set; }

    public SeenPage After(TimeSpan waited)
    {
        Waited = waited;
        return this;
    }

    /// <summary>What people read in its main part, with single spaces.</summary>
    public string Text => string.Join(' ', (Document.QuerySelector("main") ?? Document.Body!).TextContent.Split((char[])[' ', '\n', '\r', '\t', '\u00A0'], StringSplitOptions.RemoveEmptyEntries));

    public string Title => Document.QuerySelector("h1")?.TextContent.Trim() ?? "";

    /// <exception cref="Xunit.Sdk.XunitException">There is none, or more.</exception>
    public IElement One(string selector) => Document.QuerySelectorAll(selector) is [var one] ? one : throw new InvalidOperationException($"{address} has {Document.QuerySelectorAll(selector).Length} of '{selector}': {Text}");

    public string? Value(string field) => One($"[name='{field}']") switch
    {
        IHtmlTextAreaElement area => area.Value,
        IHtmlSelectElement choice => choice.Value,
        var input => input.GetAttribute("value"),
    };

    /// <summary>What was found wrong, at the top.</summary>
    public IReadOnlyList<string> Faults => [.. Document.QuerySelectorAll(".note.err[role=alert] li").Select(item => item.TextContent.Trim())];

    public SeenPage Is(int expected)
    {
        Assert.True(Status == expected, $"{address} answered {Status} instead of {expected}: {Text}");
        return this;
    }
}
