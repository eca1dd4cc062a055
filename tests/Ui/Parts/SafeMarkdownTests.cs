using AngleSharp.Html.Parser;
using HourExchange.Ui.Parts;

namespace HourExchange.Tests.Ui.Parts;

public sealed class SafeMarkdownTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("a <img src=x onerror=alert(1)> b")]
    [InlineData("<style>body{display:none}</style>")]
    [InlineData("<div\nonclick=alert(1)>x</div>")]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt&#58;alert(1))")]
    [InlineData("[x](java\tscript:alert(1))")]
    [InlineData("[x](data:text/html;base64,PHNjcmlwdD4=)")]
    [InlineData("[x](http://example.org)")]
    [InlineData("[x](//example.org/a)")]
    [InlineData("[x](/relative)")]
    [InlineData("[x](#anchor)")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("![x](https://example.org/p.png)")]
    [InlineData("[a]: javascript:alert(1)\n\n[a]")]
    [InlineData("[x](https://example.org \"onmouseover=alert(1)\" )")]
    [InlineData("<a href=\"https://example.org\" style=\"position:fixed\">x</a>")]
    public void What_people_write_does_nothing(string written)
    {
        var body = new HtmlParser().ParseDocument(SafeMarkdown.ToHtml(written)).Body!;
        Assert.All(body.QuerySelectorAll("*"), element =>
        {
            Assert.Contains(element.LocalName, new[] { "p", "a", "pre", "code", "strong", "em" });
            Assert.All(element.Attributes, attribute => Assert.Equal(("href", true), (attribute.Name, attribute.Value.StartsWith("https://example.org", StringComparison.Ordinal))));
        });
    }

    [Fact]
    public void Raw_tags_are_shown_as_they_were_written() =>
        Assert.Equal("<p>Le seuil est &lt;b&gt;80:00&lt;/b&gt; &amp; plus.</p>\n", SafeMarkdown.ToHtml("Le seuil est <b>80:00</b> & plus."));

    [Fact]
    public void Paragraphs_lists_emphasis_headings_and_two_sorts_of_links_are_kept() => Assert.Equal(
        "<h4>Constats</h4>\n<p><strong>Gras</strong>, <em>italique</em>, <a href=\"https://example.org/a?b=1&amp;c=2\">lien</a>, <a href=\"mailto:a@example.org\">courriel</a>.</p>\n"
        + "<ul>\n<li>un</li>\n<li>deux</li>\n</ul>\n",
        SafeMarkdown.ToHtml("# Constats\n\n**Gras**, *italique*, [lien](https://example.org/a?b=1&c=2), [courriel](mailto:a@example.org).\n\n- un\n- deux\n"));
}
