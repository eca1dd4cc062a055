using System.Globalization;
using System.Text.Json;
using AngleSharp.Dom;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Browsing;
using HourExchange.Tests.Plumbing.Sheets;
using HourExchange.Tests.Reporting.Reports;
using HourExchange.Words;
using HourExchange.Words.Reading;
using Microsoft.AspNetCore.WebUtilities;

namespace HourExchange.Tests.Portal;

/// <summary>What the pages of accounts say is what the API says and what its files hold: balances of each party, statements to their last posting.</summary>
[Collection(WithFigures.Name)]
[Trait("needs", "servers")]
[Trait("slow", "yes")]
public sealed class AccountFiguresTests(FiguresHouse house)
{
    private static readonly string[] Figures = ["opening", "given", "received", "late", "adjusted", "compensated", "settled", "carried", "balance"];

    private static readonly Wording Words = Wording.Of("Portal", "fr");

    private static readonly Spelling French = Spelling.Of("fr-CH");

    /// <param name="seed">Of three institutions, of four.</param>
    [Theory]
    [InlineData(310)]
    [InlineData(311)]
    public async Task Accounts_of_a_generated_network_equal_those_of_the_api_and_of_its_files(int seed)
    {
        var network = await Network.Posted(house, seed);
        await Balances(network.Book, network.Parties, new DateOnly(2015, 1, 31), 2014);
        await Balances(network.Book, network.Parties, new DateOnly(2015, 8, 31), 2014);
        Assert.Equal(network.Lines.Count, await Statement(network.Book, network.Parties[0], "2014-2015"));
    }

    [Theory]
    [InlineData("HETS-HG")]
    [InlineData("ISSM-CG68")]
    public async Task Accounts_of_the_sample_years_equal_those_of_the_api_and_of_its_files(string agreement)
    {
        var sample = await house.Sample(agreement);
        var lines = 0;
        foreach (var year in sample.First)
        {
            await Balances(agreement, sample.Parties, new DateOnly(year + 1, 8, 31), year);
            lines += await Statement(agreement, sample.Parties[1], $"{year}-{year + 1}");
        }

        Assert.True(lines > 200, $"{lines} postings");
    }

    /// <summary>By partner and domain and how each came about as Reporting says, and by year as the ledger says.</summary>
    private async Task Balances(string book, string[] parties, DateOnly day, int year)
    {
        var (reader, api) = (await house.Visit(parties[0], "finance"), await house.As(parties[0], "finance"));
        foreach (var viewer in parties)
        {
            var path = $"/comptes/{book}?vue={viewer}&au={day:yyyy-MM-dd}";
            await Eventually.Holds("the services have warmed up", async () => (await reader.Open(path)) is { Status: 200 } warm && !warm.Text.Contains(Words["Away.reporting"], StringComparison.Ordinal));
            var page = (await reader.Open(path)).Is(200);
            var query = $"reports/balance?agreement={book}&institution={viewer}&from={year}-09-01&to={day:yyyy-MM-dd}";
            var report = (await api.AskReporting(query)).Is(200);
            var rows = report["rows"].EnumerateArray().Where(row => row.GetProperty("domain").ValueKind == JsonValueKind.String).ToList();
            var file = PrintedSums.RowsOfCsv((await api.AskReporting($"{query}&format=csv&dialect=rfc4180")).Is(200).Text).Where(row => row["kind"] == "line").ToList();
            Assert.Equal(rows.Count, file.Count);
            var compared = 0;
            foreach (var partner in rows.GroupBy(row => Text(row, "counterpart")))
            {
                var table = Table(page, Words.Format("Accounts.table", viewer, partner.Key, French.Day(day)));
                // The page has domains in the agreement's order, the report by their codes.
                var shown = table.QuerySelectorAll("tbody tr").Select(row => (row, partner.Single(said => Text(said, "domain") == DomainOf(row)))).ToList();
                Assert.Equal(partner.Count(), table.QuerySelectorAll("tbody tr").Length);
                foreach (var (row, said) in shown)
                {
                    var inFile = file[rows.IndexOf(said)];
                    Same(row, column => Minutes(said, column == "balance" ? "closing" : column));
                    Same(row, column => long.Parse(inFile[(column == "balance" ? "closing" : column) + "Minutes"], CultureInfo.InvariantCulture));
                    compared++;
                }

                foreach (var link in table.QuerySelectorAll("td a").Where(_ => viewer == parties[0]))
                {
                    Assert.Equal($"D’où vient {Said(link)}", (await reader.Open(link.GetAttribute("href")!)).Is(200).Title);
                }

                Same(table.QuerySelector("tfoot tr")!, column => partner.Sum(said => Minutes(said, column == "balance" ? "closing" : column)));
            }

            Assert.Equal(rows.Count, compared);
            var accounts = (await api.AskLedger($"books/{book}/balance?asOf={day:yyyy-MM-dd}")).Is(200)["accounts"].EnumerateArray().Where(account => Text(account, "institution") == viewer).ToList();
            var byYear = Table(page, Words.Format("Accounts.byYear.table", viewer, French.Day(day)));
            Assert.Equal(
                accounts.Select(account => (Text(account, "counterpart"), Text(account, "year"), Spelling.SignedHours(Minutes(account, "minutes")))).Order(),
                byYear.QuerySelectorAll("tbody tr").Select(row => (Said(row.Children[0]), Said(row.Children[1]), Said(row.Children[3]))).Order());
            Assert.Equal(Spelling.SignedHours(accounts.Sum(account => Minutes(account, "minutes"))), Said(byYear.QuerySelector("tfoot td:last-child")!));
            PageRules.Check(page, "fr");
        }

        // The list of all has what the ledger has today.
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var stands = (await api.AskLedger($"books/{book}/balance?asOf={today:yyyy-MM-dd}")).Is(200)["balances"].EnumerateArray().Single(one => Text(one, "institution") == parties[0]);
        var listed = (await reader.Open("/comptes")).Is(200).Document.QuerySelectorAll("tbody tr").Single(row => Said(row.Children[0]) == book);
        Assert.Equal(Spelling.SignedHours(Minutes(stands, "minutes")), Said(listed.QuerySelector($"td[data-l='{Words.Format("Accounts.books.balance", parties[0])}']")!));
    }

    /// <summary>Every posting of the year, page by page.</summary>
    /// <returns>How many.</returns>
    private async Task<int> Statement(string book, string institution, string year)
    {
        var (reader, api) = (await house.Visit(institution, "auditor"), await house.As(institution, "auditor"));
        var statement = (await api.AskLedger($"books/{book}/statement?year={year}")).Is(200);
        var file = PrintedSums.RowsOfCsv((await api.AskLedger($"books/{book}/statement?year={year}&format=csv&dialect=rfc4180&table=lines")).Is(200).Text).Where(row => row["kind"] == "line").ToList();
        var lines = statement["lines"].EnumerateArray().ToList();
        var shown = new List<IElement>();
        var first = (await reader.Open($"/comptes/{book}/decompte/{year}")).Is(200);
        PageRules.Check(first, "fr");
        for (var (page, from) = (first, 0); ; page = (await reader.Open($"/comptes/{book}/decompte/{year}?suite={from}")).Is(200))
        {
            shown.AddRange(page.Document.QuerySelectorAll("table.dense tbody tr"));
            from = shown.Count;
            if (from >= lines.Count)
            {
                break;
            }
        }

        Assert.Equal(lines.Select(line => (Minutes(line, "number"), Spelling.Hours(Minutes(line, "minutes")), Spelling.Hours(Minutes(line, "balance")))), shown.Select(row => (Number(row), Cell(row, "Statement.credited"), Cell(row, "Accounts.column.balance"))));
        Assert.Equal(file.Select(row => (long.Parse(row["number"], CultureInfo.InvariantCulture), Spelling.Hours(long.Parse(row["balanceMinutes"], CultureInfo.InvariantCulture)))), shown.Select(row => (Number(row), Cell(row, "Accounts.column.balance"))));
        var balances = (await reader.Open($"/comptes/{book}?vue={institution}&au={statement["lastDay"].GetString()}")).Is(200);
        var domains = balances.Document.QuerySelectorAll("main tbody tr:has(td a[href*='domain='])").DistinctBy(row => Said(row.Children[0])).ToDictionary(row => Said(row.Children[0]), DomainOf);
        var pairs = statement["figures"].EnumerateArray().GroupBy(figure => (First: Text(figure, "first"), Second: Text(figure, "second"))).ToList();
        Assert.NotEmpty(pairs);
        foreach (var pair in pairs)
        {
            var table = Table(first, Words.Format("Statement.pair", pair.Key.First, pair.Key.Second));
            Assert.Equal(pair.Count(), table.QuerySelectorAll("tbody tr").Length);
            foreach (var row in table.QuerySelectorAll("tbody tr"))
            {
                var figures = pair.Single(figure => Text(figure, "domain") == domains[Said(row.Children[0])]);
                Same(row, column => Minutes(figures, column));
            }

            if (table.QuerySelector("tfoot tr") is { } total)
            {
                Same(total, column => pair.Sum(figures => Minutes(figures, column)));
            }
        }

        return shown.Count;
    }

    /// <summary>Of a row whose figures lead to where they come from: its domain's code.</summary>
    private static string DomainOf(IElement row) => QueryHelpers.ParseQuery(new Uri(new Uri("http://localhost"), row.QuerySelector("td a")!.GetAttribute("href")!).Query)["domain"].ToString();

    /// <summary>A column that is not on the page would be zero.</summary>
    private static void Same(IElement row, Func<string, long> said)
    {
        foreach (var column in Figures)
        {
            var cell = row.Children.SingleOrDefault(cell => cell.GetAttribute("data-l") == Words[$"Accounts.column.{column}"]);
            Assert.Equal((column, Spelling.Hours(said(column))), (column, cell is null ? Spelling.Hours(0) : Said(cell)));
        }
    }

    private static IElement Table(SeenPage page, string caption) => page.Document.QuerySelectorAll("main table").Single(table => Said(table.QuerySelector("caption")!) == caption);

    private static string Cell(IElement row, string column) => Said(row.Children.Single(cell => cell.GetAttribute("data-l") == Words[column]));

    private static long Number(IElement row) => long.Parse(Cell(row, "Statement.no"), CultureInfo.InvariantCulture);

    private static string Said(IElement element) => element.TextContent.Trim();

    private static string Text(JsonElement row, string field) => row.GetProperty(field).GetString()!;

    private static long Minutes(JsonElement row, string field) => row.GetProperty(field).GetInt64();
}
