using HourExchange.Reporting.Reports.Yearly;
using HourExchange.Reporting.Reports.Yearly.Domain;

namespace HourExchange.Tests.Reporting.Reports.Yearly.Domain;

public sealed class CommentRulesTests
{
    [Theory]
    [InlineData("Deux séances par an, chaque séance suit **l'échéancier**.")]
    [InlineData("- un\n- deux\n\n> cité\n\n1 < 2 et 3 > 2")]
    [InlineData("[le plan](https://example.org/plan) et [écrire](mailto:bureau@example.org) <https://example.org>")]
    public void Markdown_is_taken(string text) => Assert.Null(CommentRules.Check(new CommentContent(text, null, null, null)));

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("un <b>mot</b>")]
    [InlineData("<!-- rien -->")]
    [InlineData("[ici](javascript:alert(1))")]
    [InlineData("[ici](http://example.org)")]
    [InlineData("[ici](/relatif)")]
    [InlineData("[ici]\n\n[ici]: data:text/html,x")]
    [InlineData("<ftp://example.org>")]
    [InlineData("![image](https://example.org/a.png)")]
    public void Html_images_and_other_links_are_not(string text) =>
        Assert.Equal("comment-html", CommentRules.Check(new CommentContent(null, null, text, null))?.Code);

    [Fact]
    public void A_comment_has_at_most_a_hundred_thousand_bytes_and_says_something_or_that_there_is_nothing()
    {
        Assert.Null(CommentRules.Check(new CommentContent(new string('é', 50_000), null, null, null)));
        Assert.Equal("comment-too-long", CommentRules.Check(new CommentContent(new string('é', 50_000), null, null, "x"))?.Code);
        Assert.Equal("comment-empty", CommentRules.Check(new CommentContent(" ", null, null, null))?.Code);
        Assert.Equal("comment-empty", CommentRules.Check(new CommentContent("x", null, null, null, NothingToReport: true))?.Code);
        Assert.Null(CommentRules.Check(new CommentContent(null, null, null, null, NothingToReport: true)));
        Assert.Null(CommentRules.Check(new CommentContent(null, null, null, null, Indicators: [new("Journées communes", "2")])));
        Assert.Equal("indicator-invalid", CommentRules.Check(new CommentContent(null, null, null, null, Indicators: [new("", "2")]))?.Code);
        Assert.Equal("indicators-too-many", CommentRules.Check(new CommentContent(null, null, null, null, Indicators: [.. Enumerable.Repeat(new CommentIndicator("a", "b"), 51)]))?.Code);
    }
}
