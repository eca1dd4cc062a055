using System.Globalization;
using AngleSharp.Dom;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Browsing;
using HourExchange.Tests.Plumbing.Sheets;
using HourExchange.Tests.Reporting.Reports;
using HourExchange.Words;
using HourExchange.Words.Reading;

namespace HourExchange.Tests.Portal;

/// <summary>What pages say is what the API says and what its files hold, of generated years; and every figure leads to what sums to it.</summary>
[Collection(WithFigures.Name)]
[Trait("needs", "servers")]
[Trait("slow", "yes")]
public sealed class YearlyFiguresTests(FiguresHouse house)
{
    private static readonly string[] Tables = ["accounts", "natures", "domains", "flows"];

    /// <param name="seed">Of two institutions, of three, of four.</param>
    [Theory]
    [InlineData(300)]
    [InlineData(301)]
    [InlineData(302)]
    public async Task Figures_of_a_generated_network_equal_those_of_the_api_and_of_its_files(int seed)
    {
        var network = await Network.Posted(house, seed);
        await Agree(network.Book, "2014-2015", network.Parties);
    }

    [Theory]
    [InlineData("HETS-HG")]
    [InlineData("ISSM-CG68")]
    public async Task Figures_of_the_sample_years_equal_those_of_the_api_and_of_its_files(string agreement)
    {
        var sample = await house.Sample(agreement);
        foreach (var year in sample.Labels)
        {
            await Agree(agreement, year, sample.Parties);
        }
    }

    [Fact]
    public async Task Every_figure_leads_to_what_sums_to_it()
    {
        var network = await Network.Posted(house, 303);
        var path = $"/bilans/{network.Book}/2014-2015";
        var reader = await house.Visit(network.Parties[1], "auditor");
        await Warm(reader, path);
        var links = new[] { (await reader.Open(path)).Is(200), (await reader.Open($"{path}/chiffres")).Is(200), (await reader.Open($"{path}/suivi")).Is(200), (await reader.Open("/bilans/ensemble?annee=2014-2015&institution=toutes")).Is(200) }
            .SelectMany(page => page.Document.QuerySelectorAll("td a[href*='/chiffre?']")).Select(link => (Said: link.TextContent.Trim(), Path: link.GetAttribute("href")!)).Distinct().ToList();
        Assert.True(links.Count > 25, $"{links.Count} figures are explained");
        foreach (var (said, explained) in links)
        {
            var page = (await reader.Open(explained)).Is(200);
            Assert.Equal($"D’où vient {said}", page.Title);
            // Nothing from outside the year, and the coefficient that each line was credited by.
            if (page.Document.QuerySelector("tfoot") is not null)
            {
                Assert.Equal(said, RowsOf(page.Document.QuerySelectorAll("table")[^1])[^1][^1]);
            }
        }

        PageRules.Check(await reader.Open(links[0].Path), "fr");

        // Over all agreements, with what lines say of themselves.
        var sample = await house.Sample("HETS-HG");
        var all = (await reader.Open($"/bilans/ensemble?annee={sample.Labels.Last()}&institution=toutes")).Is(200).Document.QuerySelectorAll("td a[href*='/chiffre?']").Select(link => link.GetAttribute("href")!).Distinct().ToList();
        Assert.NotEmpty(all);
        foreach (var explained in all)
        {
            (await reader.Open(explained)).Is(200);
        }
    }

    private async Task Agree(string book, string year, string[] parties)
    {
        var path = $"/bilans/{book}/{year}";
        var (reader, api) = (await house.Visit(parties[0], "finance"), await house.As(parties[0], "finance"));
        await Warm(reader, $"{path}/chiffres");
        var figures = (await reader.Open($"{path}/chiffres")).Is(200);
        var report = (await api.AskReporting($"reports/yearly/{book}/{year}")).Is(200);
        PageRules.Check(figures, "fr");

        var compared = 0;
        foreach (var table in Tables.Where(table => table != "flows" || parties.Length > 2))
        {
            var file = PrintedSums.RowsOfCsv((await api.AskReporting($"reports/yearly/{book}/{year}?format=csv&dialect=rfc4180&table={table}")).Is(200).Text);
            var inFile = file.Select(row => string.Join(' ', row.Where(cell => cell.Key.EndsWith("Minutes", StringComparison.OrdinalIgnoreCase) && cell.Value.Length > 0).Select(cell => Hours(long.Parse(cell.Value, CultureInfo.InvariantCulture)))));
            var onPage = RowsOf(TableOf(figures, report, table)).Select(cells => string.Join(' ', cells.Where(cell => cell.Contains(':', StringComparison.Ordinal)))).ToList();
            Assert.Equal(inFile, onPage);
            compared += onPage.Count;
        }

        Assert.True(compared > 10);
        // What each gave is the last row of the natures and the rows of the API.
        var total = RowsOf(TableOf(figures, report, "natures"))[^1];
        var given = report["institutions"].EnumerateArray().ToDictionary(row => row.GetProperty("institution").GetString()!, row => row.GetProperty("given").GetInt64());
        Assert.Equal(parties.Select(party => Hours(given.GetValueOrDefault(party))), total.Skip(1).Take(parties.Length));
        Assert.Equal(
            Hours(given.Values.Sum()),
            (await reader.Open($"/bilans?convention={book}")).Is(200).Document.QuerySelectorAll("tbody tr").First(row => row.Children[0].TextContent.Contains(year, StringComparison.Ordinal)).Children[1].TextContent.Trim());
    }

    /// <summary>The first answer of a service that has just started takes longer than a page waits.</summary>
    private static Task Warm(Browser reader, string path) => Eventually.Holds("the service has warmed up", async () => (await reader.Open(path)).Status == 200);

    private static IElement TableOf(SeenPage page, Reply report, string table)
    {
        Assert.NotEqual(0, report["institutions"].GetArrayLength());
        var title = Wording.Of("Reports", "fr")[$"Table.{(table == "accounts" ? "result" : table)}"];
        return page.Document.QuerySelectorAll("table").First(one => one.QuerySelector("caption")!.TextContent.Trim().StartsWith(title, StringComparison.Ordinal));
    }

    /// <summary>Cells of lines, subtotals and the total.</summary>
    private static List<List<string>> RowsOf(IElement table) =>
        [.. table.QuerySelectorAll("tbody tr, tfoot tr").Where(row => row.QuerySelector("th.group") is null).Select(row => row.Children.Select(cell => cell.TextContent.Trim()).ToList())];

    private static string Hours(long minutes) => Spelling.Hours(minutes);
}
