using HourExchange.Plumbing.Sheets;
using HourExchange.Reporting.Reports.Yearly.Printing;
using HourExchange.Words.Reading;

namespace HourExchange.Reporting.Reports.Overview.Printing;

/// <summary>Hours by nature and domain of each agreement, who gave to whom, over the years.</summary>
internal static class OverviewHours
{
    public static IEnumerable<Section> Of(OverviewReport report, ReportWords words, IReadOnlyDictionary<string, ReportWords> of) =>
    [
        new Section(words["Section.natures"], [new TableBlock(ByCode("natures", "nature", report.ByNature, report, words, (agreement, code) => of[agreement].Nature(code)))], OnNewPage: true),
        new Section(words["Section.domains"], [new TableBlock(ByCode("domains", "domain", report.ByDomain, report, words, (agreement, code) => of[agreement].Domain(code)))]),
        .. report.Institutions.Count > 2 || report.Pairs.Count > 1 ? [new Section(words["Section.flows"], [.. Flows(report, words)])] : Array.Empty<Section>(),
        new Section(words["Section.time"], [.. Years(report, words)]),
    ];

    private static Table ByCode(
        string code, string column, IReadOnlyList<AgreementFigures> rows, OverviewReport report, ReportWords words, Func<string, string, string> name) =>
        words.Table(code, words[$"Table.{code}"],
            [
                words.Text(column), words.Text("from"), words.Minutes("given") with { Ask = "of=figures&figure=given" }, words.Count("lines") with { Ask = "of=figures&figure=lines" },
                words.MinutesOf("before", OverviewSheet.PeriodName(report.FromBefore, report.ToBefore, words)),
            ],
            rows.Select(row => new Row([name(row.Agreement, (row.Nature ?? row.Domain)!), row.Institution, row.Given, row.Lines, row.GivenBefore], words.Say("Above.agreement", row.Agreement))
            {
                Ask = AskedOf.RowOver(row.Agreement, report.From, report.To, row.Institution, row.Counterpart, row.Domain, row.Nature),
            })) with
        { Subtitle = words["Subtitle.late"], SubtotalName = words["Subtotal"] };

    private static IEnumerable<Block> Flows(OverviewReport report, ReportWords words)
    {
        var flows = report.Pairs.SelectMany(pair => ((string From, string To, string Agreement, long Minutes)[])
            [(pair.Institution, pair.Counterpart, pair.Agreement, pair.Given), (pair.Counterpart, pair.Institution, pair.Agreement, pair.Received)]).Where(flow => flow.Minutes > 0).ToList();
        if (flows.Count == 0)
        {
            return [new Paragraph(words["NoRows"])];
        }

        var table = words.Table("flows", words["Table.flows"], [words.Text("from"), words.Text("to"), words.Text("agreement"), words.Minutes("minutes") with { Ask = "of=figures&figure=given" }],
            flows.Select(flow => new Row([flow.From, flow.To, flow.Agreement, flow.Minutes]) { Ask = AskedOf.RowOver(flow.Agreement, report.From, report.To, flow.From, flow.To) }));
        var drawn = flows.GroupBy(flow => (flow.From, flow.To)).Select(same => (same.Key.From, same.Key.To, Minutes: same.Sum(flow => flow.Minutes))).OrderBy(flow => flow.From, StringComparer.Ordinal).ToList();
        var largest = drawn.MaxBy(flow => flow.Minutes);
        // Two institutions need no drawing.
        return drawn.SelectMany(flow => (string[])[flow.From, flow.To]).Distinct().Count() < 3
            ? [new TableBlock(table)]
            :
            [
                new Flows(
                    words.Say("Chart.flows.finding", largest.From, Spelling.Hours(largest.Minutes), largest.To), words.Say("Chart.flows.subject", OverviewSheet.PeriodName(report, words)),
                    words["Table.flows"], words["Chart.flows.description"], drawn) { Rows = table },
                new TableBlock(table),
            ];
    }

    /// <summary>Of one institution what it gave and received; of all, what each gave.</summary>
    private static IEnumerable<Block> Years(OverviewReport report, ReportWords words)
    {
        var periods = report.Periods.GroupBy(row => (row.From, row.To)).Select(period => (Name: OverviewSheet.PeriodName(period.Key.From, period.Key.To, words), Rows: period.ToList())).ToList();
        var parties = report.Periods.Select(row => row.Institution).Distinct().Order(StringComparer.Ordinal).ToList();
        if (periods.Count == 0)
        {
            return [new Paragraph(words["NoRows"])];
        }

        IReadOnlyList<(string Name, Column Column, Func<List<PeriodFigures>, long> Of)> series = report.Institution is { } own
            ? [(words.Say("Column.gives", own), words.MinutesOf("gives", own), rows => rows.Sum(row => row.Given)), (words.Say("Column.receives", own), words.MinutesOf("receives", own), rows => rows.Sum(row => row.Received))]
            : [.. parties.Select(party => (words.Say("Column.gives", party), words.MinutesOf("gives", party),
                (Func<List<PeriodFigures>, long>)(rows => rows.Where(row => row.Institution == party).Sum(row => row.Given))))];
        var table = words.Table("years", words["Table.years"], [words.Text("year"), .. series.Select(one => one.Column)],
            periods.Select(period => new Row([period.Name, .. series.Select(one => (Cell)one.Of(period.Rows))])), isSummed: false);
        // More bars a year than this nobody tells apart.
        return periods.Count < 2 || series.Count > 4
            ? [new TableBlock(table)]
            :
            [
                new GroupedBars(
                    words.Say("Chart.periods.finding", series[0].Name, Spelling.Hours(series[0].Of(periods[^1].Rows)), periods[^1].Name, Spelling.Hours(series[0].Of(periods[^2].Rows)), periods[^2].Name),
                    words["Chart.years.subject"], words["Table.years"], words["Chart.years.description"], [.. series.Select(one => one.Name)],
                    [.. periods.Select(period => (period.Name, (IReadOnlyList<long>)[.. series.Select(one => Math.Max(0, one.Of(period.Rows)))]))]) { Rows = table },
            ];
    }
}
