using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using FsCheck;
using FsCheck.Fluent;
using HourExchange.Plumbing.Sheets;
using HourExchange.Tests.Kit;
using HourExchange.Ui.Sheets;

namespace HourExchange.Tests.Ui.Sheets;

public sealed class SheetHtmlTests
{
    [Fact]
    public void Every_sum_is_that_of_its_lines_when_another_program_reads_the_page() => Prop.ForAll(GivenTable.Any, given =>
    {
        // FsCheck's properties are synchronous.
        var page = Parse(SheetHtml.Render(given.Sheet()).GetAwaiter().GetResult());
        var rows = page.QuerySelectorAll("table tbody tr, table tfoot tr").Where(row => row.QuerySelector(".group") is null && row.ChildElementCount > 1);
        given.AddsUp([.. rows.Select(row => (
            row.ClassList.Contains("sum") ? "subtotal" : row.ParentElement!.LocalName == "tfoot" ? "total" : "line",
            (IReadOnlyList<decimal?>)[Minutes(row.Children[2]), Minutes(row.Children[3]), Number(row.Children[4]), Number(row.Children[5])]))]);
        var texts = page.QuerySelectorAll("tbody tr:not(.sum) > :first-child:not(.group):not([colspan])").Select(cell => cell.FirstElementChild is { } mark ? cell.TextContent[..^mark.TextContent.Length] : cell.TextContent);
        Assert.Equal(given.Lines.Select(line => ((string?)line.Cells[0].Value ?? "").Trim()), texts.Select(text => text.Trim()));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(50));

    [Theory]
    [InlineData("fr-CH")]
    [InlineData("fr-FR")]
    [InlineData("de-CH")]
    [InlineData("en")]
    public async Task A_page_carries_all_it_needs_and_no_script(string language)
    {
        var text = await SheetHtml.Render(EveryBlock.In(language), TestContext.Current.CancellationToken);
        var page = Parse(text);
        Assert.StartsWith("<!doctype html>", text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
        Assert.Empty(page.QuerySelectorAll("script, link, img, iframe, object, embed, [style], [src], [srcset], base, form"));
        Assert.All(page.QuerySelectorAll("*").SelectMany(element => element.Attributes), attribute => Assert.False(attribute.Name.StartsWith("on", StringComparison.Ordinal), attribute.Name));
        Assert.All(page.QuerySelectorAll("style"), style => Assert.DoesNotContain("url(", style.TextContent.Replace("url(data:font/woff2;base64,", "", StringComparison.Ordinal), StringComparison.Ordinal));
        Assert.DoesNotContain("@import", text, StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll("[href]"), link => Assert.Matches(@"\A(https://example\.org|mailto:)", link.GetAttribute("href")));
        // Each of its two stylesheets is one that its own policy allows.
        var policy = page.QuerySelector("meta[http-equiv]")!.GetAttribute("content")!;
        Assert.All(page.QuerySelectorAll("style"), style => Assert.Contains(Kit(style.TextContent), policy, StringComparison.Ordinal));
        Assert.Equal(2, page.QuerySelectorAll("style").Length);
        Assert.Equal(page.QuerySelectorAll("[id]").Length, page.QuerySelectorAll("[id]").Select(element => element.Id).Distinct().Count());
    }

    [Fact]
    public async Task Every_block_is_shown()
    {
        var page = Parse(await SheetHtml.Render(EveryBlock.In("fr-CH"), TestContext.Current.CancellationToken));
        var blocks = typeof(Block).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Block)) && !type.IsAbstract).Select(type => type.Name);
        Assert.Equal(
            blocks.Order(StringComparer.Ordinal),
            EveryBlock.In("fr-CH").Sections.SelectMany(section => section.Blocks).Select(block => block.GetType().Name).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(4, page.QuerySelectorAll("figure.chart").Length);
        Assert.All(page.QuerySelectorAll("figure.chart"), figure =>
        {
            Assert.NotEmpty(figure.QuerySelector("figcaption")!.TextContent);
            Assert.Equal(["wid", "nar"], figure.QuerySelectorAll("svg").Select(svg => svg.ClassName));
            Assert.All(figure.QuerySelectorAll("svg"), svg =>
            {
                Assert.Equal("img", svg.GetAttribute("role"));
                Assert.All(svg.GetAttribute("aria-labelledby")!.Split(' '), id => Assert.NotEmpty(page.GetElementById(id)!.TextContent));
                Assert.DoesNotContain("NaN", svg.OuterHtml, StringComparison.Ordinal);
                Assert.NotEmpty(svg.QuerySelectorAll(".zero, .w1"));
            });
            Assert.True(figure.QuerySelector("details table") is not null || page.QuerySelectorAll("section > .tw").Length > 0);
        });
        Assert.Equal("2016-09-01", page.QuerySelector("td time")!.GetAttribute("datetime"));
        Assert.All(page.QuerySelectorAll(".tw"), region => Assert.Equal(("region", "0", true), (region.GetAttribute("role"), region.GetAttribute("tabindex"), region.GetAttribute("aria-label")!.Length > 0)));
        Assert.NotEmpty(page.QuerySelectorAll(".signs > div"));
        Assert.Contains("tardive", page.QuerySelector("tr.late")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_people_wrote_never_ends_the_stylesheet_of_the_running_head()
    {
        var sheet = EveryBlock.In("fr-CH") with { RunningHead = "</style><script>alert(1)</script>\"; } body { display: none } é" };
        var page = Parse(await SheetHtml.Render(sheet, TestContext.Current.CancellationToken));
        Assert.Empty(page.QuerySelectorAll("script"));
        var css = page.QuerySelectorAll("style")[1].TextContent;
        Assert.Equal(2, css.Count(character => character == '"'));
        Assert.Contains("é\"", css, StringComparison.Ordinal);
        Assert.Contains(@"\3c \2f style", css, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_very_long_table_is_cut_and_says_so_and_still_adds_up()
    {
        var lines = Enumerable.Range(0, PrintedSheet.LineLimit + 12).Select(number => new Row([$"l{number}", 60L]));
        var table = Table.Of("t", "T", [new("a", "A"), new("b", "B", CellKind.Minutes, Summed: true)], lines) with { TotalName = "Total" };
        var page = Parse(await SheetHtml.Render(new("s", "fr-CH", "S", null, [new("", [new TableBlock(table)])]), TestContext.Current.CancellationToken));
        var rows = page.QuerySelectorAll("tbody tr");
        Assert.Equal(PrintedSheet.LineLimit + 1, rows.Length);
        Assert.Equal(("12 autres lignes", "12:00"), (rows[^1].Children[0].TextContent.Trim(), rows[^1].Children[1].TextContent.Trim()));
        Assert.Equal("5012:00", page.QuerySelector("tfoot td")!.TextContent.Trim());
        Assert.Contains("XLSX", page.QuerySelector(".tw > p")!.TextContent, StringComparison.Ordinal);
    }

    private static string Kit(string css) => HourExchange.Ui.Sheets.Kit.HashOf(css);

    private static IDocument Parse(string html) => new HtmlParser().ParseDocument(html);

    private static decimal? Minutes(IElement cell)
    {
        var text = cell.TextContent.Trim();
        return text.Length == 0 ? null : text.TrimStart('−').Split(':') is [var hours, var minutes]
            ? (text[0] == '−' ? -1 : 1) * ((decimal.Parse(hours, CultureInfo.InvariantCulture) * 60) + decimal.Parse(minutes, CultureInfo.InvariantCulture)) : throw new FormatException(text);
    }

    private static decimal? Number(IElement cell) =>
        cell.TextContent.Trim() is { Length: > 0 } text ? decimal.Parse(text.Replace("’", "", StringComparison.Ordinal).Replace('−', '-'), CultureInfo.InvariantCulture) : null;
}
