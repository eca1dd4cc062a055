using System.Text.Json;
using HourExchange.Plumbing.Sheets;
using HourExchange.Reporting.Agreements.Domain;
using HourExchange.Reporting.Reports;
using HourExchange.Reporting.Reports.Figures;
using HourExchange.Reporting.Reports.Yearly;
using HourExchange.Reporting.Reports.Yearly.Domain;
using HourExchange.Reporting.Reports.Yearly.Printing;

namespace HourExchange.Tests.Reporting.Reports.Yearly.Printing;

public sealed class YearlySheetTests
{
    private static readonly AgreementTerms Terms = AgreementTerms.None with
    {
        Reference = "CP-1",
        CarryCapMinutes = 600,
        Domains = new Dictionary<string, JsonElement> { ["recherche"] = default, ["base"] = default },
    };

    private static readonly ReportWords Words = new("fr-CH", Terms);

    private static readonly YearlyReport Report = new(
        "HETS-HG", "CP-1", ["HETS", "HG"], "2015-2016", new DateOnly(2015, 9, 1), new DateOnly(2016, 8, 31), "CHF", "2014-2015", new CompleteTo(3, ""), "open",
        [new InstitutionFigures("HETS", 60, 960, -900, 1, 0, 0), new InstitutionFigures("HG", 960, 60, 900, 2, 0, 0)],
        [Account("base", 0, 900), Account("recherche", 60, 60)], [],
        [new NatureFigures("cours", "HETS", 60, 1, 0), new NatureFigures("cours", "HG", 960, 2, 0)],
        [new DomainFigures("recherche", "HETS", 60, 1, 0), new DomainFigures("base", "HG", 900, 1, 0)], [],
        [new BalanceOverTime("HETS", "HG", [Step(2015, 9, 1, 150), Step(2015, 9, 20, -60), Step(2015, 11, 3, -300), Step(2015, 11, 30, -900)])],
        [], new LineIndicators(3, 1, 0, 0, 0, 0, 0, 0, 0.5m, 1m, 1m, null, []), null, [], null, null, null, null, [], [], [],
        [new RubricFigures("base", new Dictionary<string, string>(), ["base"])], new Method(new Dictionary<string, string>(), 600, []));

    [Fact]
    public async Task Beside_the_figures_of_a_year_stands_which_earlier_year_is_open_and_what_it_stands_at()
    {
        var open = Report with { OpenBefore = [Open("2014-2015", -13_599)] };
        var sheet = Part(open, "result");
        Assert.EndsWith("2014-2015 n’est pas close\u00A0: ses −226:39, vues par HETS, ne sont pas comptées ici.", sheet.Lead, StringComparison.Ordinal);
        Assert.Equal("ouverture\u00A0: pas encore reportée", sheet.Figures[^1].Beside);
        Assert.All(Tables(sheet).Where(table => table.Code is "accounts" or "groups"), table => Assert.Contains("sans le report de 2014-2015", table.Subtitle, StringComparison.Ordinal));
        Assert.EndsWith("sans le report de 2014-2015", Charts<StepLine>(Part(open, "figures")).Single().Subject, StringComparison.Ordinal);
        Assert.EndsWith("comptées ici\u00A0: 2013-2014 +1:00, 2014-2015 −2:00.", Part(Report with { OpenBefore = [Open("2013-2014", 60), Open("2014-2015", -120)] }, "result").Lead, StringComparison.Ordinal);

        // Where all earlier years are closed nothing is said; and what is approved is the same either way.
        Assert.DoesNotContain("close", Part(Report, "result").Lead, StringComparison.Ordinal);
        Assert.Equal("ouverture\u00A0: 0:00", Part(Report, "result").Figures[^1].Beside);
        Assert.Equal(YearlyContent.Of(Report).Text, YearlyContent.Of(open with { HasYearBefore = false, Balances = [Report.Balances[0] with { Opening = 5 }] }).Text);
        Assert.Equal(2, (await Rows(Tables(sheet).Single(table => table.Code == "groups"))).Count(row => row.Kind == RowKind.Line));
    }

    [Fact]
    public async Task The_tables_of_the_result_have_domains_in_the_order_of_the_agreement_and_their_sums()
    {
        var tables = Tables(Part(Report, "result"));
        foreach (var code in new[] { "accounts", "groups" })
        {
            Assert.Equal(["recherche", "base", "Total"], (await Rows(tables.Single(table => table.Code == code))).Select(row => row.Cells[0].Value));
        }

        Assert.Equal([-900L, -600L, -300L], (await Rows(tables.Single(table => table.Code == "groups")))[^1].Cells.Skip(1).Select(cell => cell.Value));
    }

    [Fact]
    public void A_year_that_was_never_kept_is_compared_with_nothing()
    {
        var first = Report with { HasYearBefore = false };
        Assert.All(Part(first, "result").Figures.SkipLast(1), figure => Assert.Null(figure.Beside));
        Assert.DoesNotContain(Tables(Part(first, "figures")).SelectMany(table => table.Columns), column => column.Name == "2014-2015");
        Assert.Equal("0:00", Part(first, "comments").Sections[0].Blocks.OfType<Facts>().Single().Items[0].Value);

        Assert.All(Part(Report, "result").Figures.SkipLast(1), figure => Assert.Contains("en 2014-2015", figure.Beside, StringComparison.Ordinal));
        Assert.Contains(Tables(Part(Report, "figures")).SelectMany(table => table.Columns), column => column.Name == "2014-2015");
    }

    [Fact]
    public async Task The_balance_is_drawn_from_what_was_brought_in_to_the_end_of_each_month()
    {
        var chart = Charts<StepLine>(Part(Report, "figures")).Single();
        Assert.Equal([(new DateOnly(2015, 9, 1), 0L), (new DateOnly(2015, 9, 20), -60L), (new DateOnly(2015, 11, 30), -900L)], chart.Points);
        Assert.Equal("Le solde de HETS passe de 0:00 à −15:00", chart.Finding);
        Assert.Contains("à la fin de chaque mois", chart.Subject, StringComparison.Ordinal);
        // The first day moved more than was brought in: its balance is explained, what was brought in is not by it.
        Assert.Equal([true, false, false], (await Rows(chart.Rows!)).Select(row => row.Ask is null));

        var carried = Charts<StepLine>(Part(Report with { Balances = [Report.Balances[0] with { Opening = 150 }] }, "figures")).Single();
        Assert.Equal((150L, false), (carried.Points[0].Minutes, (await Rows(carried.Rows!))[0].Ask is null));
    }

    [Fact]
    public async Task What_nobody_recorded_is_one_line_and_no_column()
    {
        var sheet = Part(Report, "follow-up");
        Assert.Equal(["Prévu et effectué", "Suivi", "Avenants de l’année", "Non enregistré"], sheet.Sections.Select(section => section.Title));
        Assert.Equal("Aucun avenant.", sheet.Sections[2].Blocks.OfType<Paragraph>().Single().Text);
        Assert.Contains("Places de formation pratique · Engagements", sheet.Sections[3].Blocks.OfType<Paragraph>().Single().Text, StringComparison.Ordinal);
        var indicators = Tables(sheet).Single();
        Assert.Equal(["indicator", "year"], indicators.Columns.Select(column => column.Code));
        Assert.Equal(["0,5 jours", "1"], (await Rows(indicators)).Take(2).Select(row => row.Cells[1].Value!));
        Assert.Equal(["Séances des comités"], Part(Report with { Meetings = [] }, "follow-up").Sections.Select(section => section.Title).Where(title => title.StartsWith("Séances", StringComparison.Ordinal)));
    }

    private static AccountFigures Account(string domain, long given, long received) => new("HETS-HG", "HETS", "HG", domain, 0, given, received, 0, 0, 0, 0, 0, given - received);

    private static BalanceStep Step(int year, int month, int day, long minutes) => new(new DateOnly(year, month, day), minutes);

    private static OpenYear Open(string year, long minutes) => new(year, new Dictionary<string, long> { ["HETS"] = minutes, ["HG"] = -minutes });

    private static Sheet Part(YearlyReport report, string part) => YearlySheet.PartOf(report, Words, part, isLast: false)!;

    private static List<Table> Tables(Sheet sheet) => [.. sheet.Sections.SelectMany(section => section.Blocks).OfType<TableBlock>().Select(block => block.Table)];

    private static IEnumerable<T> Charts<T>(Sheet sheet) where T : Chart => sheet.Sections.SelectMany(section => section.Blocks).OfType<T>();

    private static async Task<List<Row>> Rows(Table table) => await table.Printed(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
}
