using System.Globalization;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Plumbing.Sheets;

namespace HourExchange.Tests.Ledger.Years.Printing;

/// <summary>The statement as people get it: page, workbook and CSV say what the ledger says.</summary>
[Trait("needs", "servers")]
public sealed class StatementSheetTests(House house) : IClassFixture<House>
{
    private static readonly TermLabels Labels = new(
        new Dictionary<string, IReadOnlyDictionary<string, string>> { ["td"] = new Dictionary<string, string> { ["fr"] = "Travaux dirigés" } },
        new Dictionary<string, IReadOnlyDictionary<string, string>> { ["formation-de-base"] = new Dictionary<string, string> { ["fr"] = "Formation de base", ["de"] = "Grundausbildung" } });

    [Fact]
    public async Task Every_sum_of_a_closed_year_is_that_of_its_lines_and_the_ledger_s_own_figure()
    {
        var work = await BookAtWork.Open(house, "PRINTED", content => content with { Labels = Labels });
        await work.Post(237);
        await work.Close();
        await work.Post(25, "2014-11-03");
        var wrong = await work.Post(120, "2015-10-01");
        await work.Post(100, "2015-10-02", "HETS");
        await work.Post(207, "2015-10-03");
        (await (await house.As("HETS", "registrar")).Act($"{wrong}/cancellations", new { reason = "Saisie deux fois" })).Is(200);
        await work.Confirm(wrong);
        await Eventually.Holds("the line is taken back", async () => BookAtWork.Lines(await work.Statement("2015-2016")).Any(line => line.Contains(" reversal ", StringComparison.Ordinal)));
        await Adjust("PRINTED", 30);
        await work.Close("2015-2016");

        var figures = (await work.Statement("2015-2016"))["figures"].EnumerateArray().Single();
        long Figure(string name) => figures.GetProperty(name).GetInt64();
        Assert.Equal((-180, 100, 207, -25, 30), (Figure("opening"), Figure("given"), Figure("received"), Figure("late"), Figure("adjusted")));

        var lines = PrintedSums.RowsOfCsv((await Ask("PRINTED", "format=csv&dialect=rfc4180&table=lines")).Text);
        long Minutes(Dictionary<string, string> row, string column) => row[column] is { Length: > 0 } text ? long.Parse(text, CultureInfo.InvariantCulture) : 0;
        long Of(Dictionary<string, string> row) => Minutes(row, "credited-HETSMinutes") - Minutes(row, "credited-HGMinutes");
        var sections = lines.Where(row => row["kind"] == "subtotal").ToDictionary(row => row["group"]);
        Assert.Equal(["Report et ouverture", "Interventions", "Interventions tardives", "Ajustements", "Clôture"], sections.Keys);
        Assert.All(sections, section => Assert.Equal(Of(section.Value), lines.Where(row => row["kind"] == "line" && row["group"] == section.Key).Sum(Of)));
        Assert.Equal(Figure("opening"), Of(sections["Report et ouverture"]));
        Assert.Equal((Figure("given"), Figure("received")), (Minutes(sections["Interventions"], "credited-HETSMinutes"), Minutes(sections["Interventions"], "credited-HGMinutes")));
        Assert.Equal(Figure("late"), Of(sections["Interventions tardives"]));
        Assert.Equal(Figure("adjusted"), Of(sections["Ajustements"]));
        Assert.Equal(Figure("compensated") + Figure("settled") + Figure("carried"), Of(sections["Clôture"]));
        Assert.Equal(Figure("balance"), Of(lines.Single(row => row["kind"] == "total")));
        var running = 0L;
        Assert.All(lines.Where(row => row["kind"] == "line"), row => Assert.Equal(running += Of(row), Minutes(row, "balanceMinutes")));
        Assert.NotEmpty(PrintedSums.OfCsv((await Ask("PRINTED", "format=csv&dialect=rfc4180&table=lines")).Text));

        var totals = PrintedSums.OfCsv((await Ask("PRINTED", "format=csv&dialect=rfc4180")).Text);
        Assert.All(figures.EnumerateObject().Where(figure => figure.Value.ValueKind == JsonValueKind.Number), figure => Assert.Equal(figure.Value.GetInt64(), totals[$"{figure.Name}Minutes"]));
        var settled = PrintedSums.OfCsv((await Ask("PRINTED", "format=csv&dialect=rfc4180&table=settlements")).Text);
        var owed = (await work.Statement("2015-2016"))["settlements"].EnumerateArray().Single();
        Assert.Equal((owed.GetProperty("minutes").GetInt64(), owed.GetProperty("amount").GetDecimal()), ((long)settled["minutes"], settled["amountCHF"]));

        // Three tables have a total, and every section of the lines a subtotal.
        Assert.InRange(PrintedSums.OfPage((await Ask("PRINTED", "format=html")).Bytes), 20, 60);
        Assert.InRange(PrintedSums.OfWorkbook((await Ask("PRINTED", "format=xlsx")).Bytes), 20, 60);
        var page = await Page("PRINTED", "2015-2016");
        Assert.Contains("Travaux dirigés", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("HG-031", page.Body.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, page.QuerySelectorAll(".signs > div").Length);
        Assert.Single(page.QuerySelectorAll("tr.late"));
        Assert.Contains((await work.Statement("2015-2016"))["hash"].GetString()!, page.Body.TextContent, StringComparison.Ordinal);
        Assert.Contains("Grundausbildung", Encoding.UTF8.GetString((await Ask("PRINTED", "format=html&language=de-CH")).Bytes), StringComparison.Ordinal);
        // The line that was taken back later says where, in the year before as well.
        Assert.Equal("Statement of hours 2014-2015", (await Page("PRINTED", "2014-2015", "&language=en")).QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task There_is_room_to_sign_by_hand_once_nothing_is_open()
    {
        var work = await BookAtWork.Open(house, "UNSIGNED");
        await work.Post(237);
        var open = await Page("UNSIGNED", "2014-2015");
        Assert.Empty(open.QuerySelectorAll(".signs"));
        Assert.Contains("Provisoire, rien n’est établi", open.Body!.TextContent, StringComparison.Ordinal);

        await work.Draft();
        var drafted = await Page("UNSIGNED", "2014-2015");
        Assert.Equal(2, drafted.QuerySelectorAll(".signs > div").Length);
        // What will be posted is told before it is.
        Assert.Contains("Écritures de clôture à passer", drafted.Body!.TextContent, StringComparison.Ordinal);

        await work.Register(30);
        await work.Draft();
        var waiting = await Page("UNSIGNED", "2014-2015");
        Assert.Empty(waiting.QuerySelectorAll(".signs"));
        Assert.Contains("À régler avant de signer sur papier", waiting.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contested_and_an_excluded_line_are_told_with_what_becomes_of_them()
    {
        var work = await BookAtWork.Open(house, "QUARRELLED");
        var counted = await work.Post(60);
        var excluded = await work.Register(45);
        foreach (var path in new[] { counted, excluded })
        {
            (await (await house.As("HG", "approver")).Act($"{path}/disputes", new { reason = "Trop long" })).Is(200);
        }

        (await (await work.Finance()).PostToLedger("books/QUARRELLED/years/2014-2015/statement", new
        {
            excludedDisputed = new[] { excluded.Split('/')[1] },
            countedDisputed = new[] { counted.Split('/')[1] },
        })).Is(201);
        var rows = PrintedSums.RowsOfCsv((await Ask("QUARRELLED", "format=csv&dialect=rfc4180&table=contested", "2014-2015")).Text);
        Assert.Equal(
            [$"{counted.Split('/')[1]} contestée, comptée 60", $"{excluded.Split('/')[1]} exclue "],
            rows.Where(row => row["kind"] == "line").Select(row => $"{row["line"]} {row["treatment"]} {row["minutes"]}"));
    }

    [Fact]
    public async Task A_form_that_is_not_offered_is_refused_and_the_list_of_lines_stays_what_it_was()
    {
        await HeardAgreement.In(house, "FORMS");
        var reader = await house.As("HG", "auditor");
        (await reader.AskLedger("books/FORMS/statement?year=2014-2015&format=pdf")).IsProblem(406, "format-not-offered");
        (await reader.AskLedger("books/FORMS/statement?year=2014-2015&format=csv&dialect=fr")).IsProblem(422, "dialect-unknown");
        (await reader.AskLedger("books/FORMS/statement?year=2014-2015&format=csv&table=other")).IsProblem(404, "table-not-found");
        (await (await house.As("ISSM", "auditor")).AskLedger("books/FORMS/statement?year=2014-2015&format=html")).IsProblem(404, "book-not-found");
        Assert.Equal("application/json", (await reader.AskLedger("books/FORMS/statement?year=2014-2015")).Is(200).MediaType);
        Assert.StartsWith("\uFEFFRubrique;Écriture;Type;", Encoding.UTF8.GetString((await reader.AskLedger("books/FORMS/statement.csv?year=2014-2015")).Is(200).Bytes), StringComparison.Ordinal);
    }

    private async Task<Reply> Ask(string book, string form, string year = "2015-2016") =>
        (await (await house.As("HG", "auditor")).AskLedger($"books/{book}/statement?year={year}&{form}")).Is(200);

    private async Task<IHtmlDocument> Page(string book, string year, string more = "") =>
        new HtmlParser().ParseDocument(Encoding.UTF8.GetString((await Ask(book, "format=html" + more, year)).Bytes));

    private async Task Adjust(string book, int minutes)
    {
        var entries = new[] { new { institution = "HETS", counterpart = "HG", domain = "formation-de-base", valueDate = "2015-11-02", minutes } };
        var proposal = (await (await house.As("HETS", "finance")).PostToLedger($"books/{book}/adjustments", new { reason = "Reprise", entries })).Is(201);
        foreach (var party in new[] { "HETS", "HG" })
        {
            (await (await house.As(party, "finance", party + "-second")).PostToLedger($"proposals/{proposal["id"]}/consents", new { hash = proposal["hash"].GetString() })).Is(201);
        }
    }
}
