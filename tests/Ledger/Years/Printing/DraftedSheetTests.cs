using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Years.Domain;
using HourExchange.Ledger.Years.Printing;
using HourExchange.Ledger.Years.Reading;
using HourExchange.Plumbing.Sheets;
using HourExchange.Plumbing.Text;
using HourExchange.Tests.Ledger.Years.Domain;
using HourExchange.Ui.Sheets;

namespace HourExchange.Tests.Ledger.Years.Printing;

/// <summary>A draft on paper says one thing: its figures are those that its closing rows lead to.</summary>
public sealed class DraftedSheetTests
{
    private static readonly AccountFigures[] Stands = [new("HETS", "HG", "a", 0, 0, 300, 0, 0, 0, 0, 0, -300), new("HETS", "HG", "b", 0, 0, 200, 0, 0, 0, 0, 0, -200)];

    [Fact]
    public async Task A_draft_s_figures_are_closed_by_its_rows_and_its_payments_are_told_once_a_payer()
    {
        var page = await Page(Drafted(cap: 40));
        var figures = page.QuerySelector("table")!;
        Assert.Equal(
            ["a 0:00 0:00 5:00 0:00 0:00 −5:00 0:00 4:20 0:40 0:00", "b 0:00 0:00 3:20 0:00 0:00 −3:20 0:00 2:40 0:40 0:00"],
            figures.QuerySelectorAll("tbody tr").Select(row => string.Join(' ', row.Children.Select(cell => cell.TextContent.Trim()))));
        Assert.Contains("comme la clôture les écrira", figures.QuerySelector("caption")!.TextContent, StringComparison.Ordinal);
        // 260 and 160 minutes, each at 65.00.
        Assert.EndsWith("1:20 sont reportées\u00A0: HETS les doit à HG l’année suivante. HETS paie 455.00\u00A0CHF à HG.", page.QuerySelector(".lead")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("7:00, soit 455.00\u00A0CHF, de HETS à HG", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(3, page.QuerySelectorAll("table").Single(table => table.QuerySelector("caption")?.TextContent.Contains("Règlement du solde", StringComparison.Ordinal) == true).QuerySelectorAll("tr").Count(row => row.TextContent.Contains("65.00", StringComparison.Ordinal) || row.TextContent.Contains("455.00", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Paper_leaves_out_what_repeats_and_says_units_as_people_do()
    {
        var table = (await Page(Drafted(cap: 40))).QuerySelectorAll("table.dense")[^1];
        var names = table.QuerySelectorAll("thead th").Select(head => head.TextContent).ToList();
        Assert.DoesNotContain("Type", names);
        Assert.DoesNotContain("Date de valeur", names);
        Assert.Equal(["N°", "Date"], names.Take(2));
        Assert.Equal("Remarque", names[^1]);
        var rows = table.QuerySelectorAll("tbody tr").Where(row => row.QuerySelector(".group") is null && !row.ClassList.Contains("sum")).Select(row => row.Children.Select(cell => cell.TextContent).ToList()).ToList();
        Assert.All(rows, row => Assert.Equal(names.Count, row.Count));
        Assert.Equal(["1,5\u00A0heure", "3\u00A0heures", "2\u00A0périodes"], rows.Take(3).Select(row => row[names.IndexOf("Quantité")]));
        Assert.Contains(rows, row => row[^1] == "valeur 01.09.2014");
    }

    private static StatementSheetInput Drafted(int cap)
    {
        var terms = GivenYear.Terms(cap);
        Assert.False(YearClosing.Of(GivenYear.First, GivenYear.Next, terms, Stands.Select(one => new DomainBalance(one.First, one.Second, one.Domain, one.Balance))).IsRefused(out _, out var closing));
        var content = new StatementContent(
            "HETS-HG", "2014-2015", GivenYear.First.FirstDay, GivenYear.First.LastDay, 1, ["HETS", "HG"], [], "HETS-HG 2012", [], false, cap, [], "CHF", GivenYear.First.LastDay, 4, 4, "", Stands, [], [], 0, [],
            closing!.Rows, closing.Settlements, StatementContent.Vat);
        var lines = GivenYear.Posted(
            GivenYear.Line(90), GivenYear.Line(90, day: 2) with { Quantity = "3" }, GivenYear.Line(100, "HETS", "HG", day: 10) with { Quantity = "2", Unit = "période" },
            GivenYear.Line(30) with { LineDate = new DateOnly(2014, 6, 1), ValueDate = new DateOnly(2014, 9, 1) });
        var printed = new StatementLines(GivenYear.First);
        var views = lines.OrderBy(posted => StatementLines.PlaceOf(GivenYear.First, posted, null)).Select(posted => StatementLineView.Of(printed.Next(posted, null, null)));
        var statement = new StatementView(
            "HETS-HG", "2014-2015", GivenYear.First.FirstDay, GivenYear.First.LastDay, YearState.Drafted, Guid.Empty, null, 1, new string('0', 64), null, JsonSerializer.Serialize(content, StrictJson.Options), [],
            [.. Stands.Select(one => new FiguresView(one.First, one.Second, one.Domain, one.Opening, one.Given, one.Received, one.Late, one.Adjusted, one.Compensated, one.Settled, one.Carried, one.Balance))],
            lines.Length, views.ToAsyncEnumerable(), []);
        return new(statement, new StatementHead(content.Parties, content.Reference, [], cap, [], content), new StatementWords("fr-CH", terms, TimeProvider.System));
    }

    private static async Task<IHtmlDocument> Page(StatementSheetInput drafted) => new HtmlParser().ParseDocument(
        await SheetHtml.Render(StatementSheet.Of(drafted.Statement, drafted.Head, drafted.Words), TestContext.Current.CancellationToken));

    private sealed record StatementSheetInput(StatementView Statement, StatementHead Head, StatementWords Words);
}
