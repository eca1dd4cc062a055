using HourExchange.Plumbing.Sheets;
using HourExchange.Words.Reading;

namespace HourExchange.Reporting.Reports.Yearly.Printing;

/// <summary>Hours by nature and domain, who gave to whom, over time and over years.</summary>
internal static class HoursSections
{
    public static IEnumerable<Section> Of(YearlyReport report, ReportWords words) =>
    [
        new Section(words["Section.natures"], [.. NatureChart(report, words), new TableBlock(Natures(report, words))], OnNewPage: true),
        new Section(words["Section.domains"], [new TableBlock(Domains(report, words))]),
        .. report.Parties.Count > 2 && report.Flows.Count > 0 ? [new Section(words["Section.flows"], [FlowChart(report, words), new TableBlock(Flows(report, words))])] : Array.Empty<Section>(),
        new Section(words["Section.time"], [.. Balances(report, words).Blocks, .. YearsChart(report, words)]),
    ];

    /// <summary>Of each pair, over the year.</summary>
    public static Section Balances(YearlyReport report, ReportWords words) =>
        new(words["Section.time"], [.. report.Balances.Select(balance => BalanceChart(report, balance, words))]);

    private static Table Natures(YearlyReport report, ReportWords words) => Given(
        "natures", words["Table.natures"], words.Text("nature"), report, words,
        report.ByNature.GroupBy(row => row.Nature).Select(nature => (words.Nature(nature.Key), AskedOf.Row(nature: nature.Key), nature.Select(row => (row.Institution, row.Given, row.Lines, row.GivenBefore)).ToList())));

    private static Table Domains(YearlyReport report, ReportWords words) => Given(
        "domains", words["Table.domains"], words.Text("domain"), report, words,
        report.ByDomain.GroupBy(row => row.Domain).Select(domain => (words.Domain(domain.Key), AskedOf.Row(domain: domain.Key), domain.Select(row => (row.Institution, row.Given, row.Lines, row.GivenBefore)).ToList())));

    /// <summary>What each gave; between two parties also the balance, against the year before.</summary>
    private static Table Given(
        string code, string title, Column of, YearlyReport report, ReportWords words, IEnumerable<(string Name, string Ask, List<(string Institution, long Given, long Lines, long Before)> Rows)> groups)
    {
        var isTwo = report.Parties.Count == 2;
        var isCompared = isTwo && report.HasYearBefore;
        long Sum(List<(string Institution, long Given, long Lines, long Before)> rows, string party, bool before) => rows.Where(row => row.Institution == party).Sum(row => before ? row.Before : row.Given);
        return words.Table(code, title,
            [
                of, .. report.Parties.Select(party => words.MinutesOf("gives", party) with { Ask = $"of=figures&figure=given&{AskedOf.Row(party)}" }), words.Count("lines"),
                .. isTwo
                    ? [words.MinutesOf("balanceOf", report.Parties[0]) with { Ask = $"of=figures&figure=net&{AskedOf.Row(report.Parties[0])}" }]
                    : Array.Empty<Column>(),
                .. isCompared
                    ? [words.MinutesOf("before", report.YearBefore) with { Ask = $"of=figures&figure=net&{AskedOf.Row(report.Parties[0], year: report.YearBefore)}" }]
                    : Array.Empty<Column>(),
            ],
            groups.Select(group => new Row(
            [
                group.Name, .. report.Parties.Select(party => (Cell)Sum(group.Rows, party, false)), group.Rows.Sum(row => row.Lines),
                .. isTwo ? [Sum(group.Rows, report.Parties[0], false) - Sum(group.Rows, report.Parties[1], false)] : Array.Empty<Cell>(),
                .. isCompared ? [Sum(group.Rows, report.Parties[0], true) - Sum(group.Rows, report.Parties[1], true)] : Array.Empty<Cell>(),
            ])
            { Ask = group.Ask })) with
        { Subtitle = $"{report.Year}, {words["Subtitle.late"]}", TotalAsk = "" };
    }

    private static IEnumerable<Block> NatureChart(YearlyReport report, ReportWords words)
    {
        if (report.Parties is not [var left, var right] || report.ByNature.Count == 0)
        {
            return [];
        }

        long Of(IEnumerable<NatureFigures> rows, string party) => Math.Max(0, rows.Where(row => row.Institution == party).Sum(row => row.Given));
        var bars = report.ByNature.GroupBy(row => row.Nature).Select(nature => (Name: words.Nature(nature.Key), Left: Of(nature, left), Right: Of(nature, right)))
            .OrderByDescending(bar => bar.Left + bar.Right).ToList();
        var (leftLeads, rightLeads) = (bars.Count(bar => bar.Left > bar.Right), bars.Count(bar => bar.Right > bar.Left));
        var finding = leftLeads == rightLeads ? words.Say("Chart.natures.even", left, right)
            : leftLeads > rightLeads ? words.Say("Chart.natures.finding", leftLeads, bars.Count, left, right)
            : words.Say("Chart.natures.finding", rightLeads, bars.Count, right, left);
        return
        [
            new DivergingBars(
                finding, words.Say("Chart.natures.subject", report.Year), words.Say("Chart.natures.title", report.Year), words.Say("Chart.natures.description", left, right),
                words.Say("Column.gives", left), words.Say("Column.gives", right), bars)
            { Rows = Natures(report, words) },
        ];
    }

    private static Table Flows(YearlyReport report, ReportWords words) => words.Table("flows", words["Table.flows"],
        [words.Text("from"), words.Text("to"), words.Minutes("minutes") with { Ask = "of=figures&figure=given" }],
        report.Flows.Select(flow => new Row([flow.From, flow.To, flow.Minutes]) { Ask = AskedOf.Row(flow.From, flow.To) }));

    private static Flows FlowChart(YearlyReport report, ReportWords words)
    {
        var largest = report.Flows.MaxBy(flow => flow.Minutes)!;
        return new Flows(
            words.Say("Chart.flows.finding", largest.From, Spelling.Hours(largest.Minutes), largest.To), words.Say("Chart.flows.subject", report.Year),
            words["Table.flows"], words["Chart.flows.description"], [.. report.Flows.Select(flow => (flow.From, flow.To, flow.Minutes))])
        { Rows = Flows(report, words) };
    }

    private static StepLine BalanceChart(YearlyReport report, BalanceOverTime balance, ReportWords words)
    {
        // What was brought in, then the end of each month that moved: what is drawn stands as rows beside it, and a day a row is nobody's reading.
        var opening = new BalanceStep(report.FirstDay, balance.Opening);
        List<BalanceStep> steps = [opening, .. balance.Steps.GroupBy(step => (step.Day.Year, step.Day.Month)).Select(month => month.Last()).Where(step => step != opening)];
        // Of a day that moved more than that the balance is explained as at its end: another figure.
        var isExplained = balance.Steps[0] == opening;
        var (first, last) = (steps[0], steps[^1]);
        var until = report.Today is not { } today ? report.LastDay : today > last.Day ? today : last.Day;
        return new StepLine(
            words.Say("Chart.balance.finding", balance.Institution, Spelling.Hours(first.Minutes), Spelling.Hours(last.Minutes)),
            string.Join(", ", [words.Say("Chart.balance.subject", balance.Institution, balance.Counterpart), .. YearlySheet.WithoutCarry(report, words)]),
            words.Say("Chart.balance.title", balance.Institution, balance.Counterpart, words.Spelling.Day(report.FirstDay), words.Spelling.Day(until)),
            words.Say("Chart.balance.description", Spelling.Hours(first.Minutes), Spelling.Hours(last.Minutes)),
            [.. steps.Select(step => (step.Day, step.Minutes))], until, [], steps.Count > 1 ? [0, steps.Count - 1] : [0])
        {
            Rows = words.Table(
                $"balance-{balance.Institution}-{balance.Counterpart}", words["Table.balances"], [words.Day("day"), words.Minutes("balance") with { Summed = false, Ask = "of=figures&figure=balance" }],
                steps.Select(step => new Row([step.Day, step.Minutes]) { Ask = ReferenceEquals(step, opening) && !isExplained ? null : AskedOf.Row(balance.Institution, balance.Counterpart, day: step.Day) }), isSummed: false),
        };
    }

    private static IEnumerable<Block> YearsChart(YearlyReport report, ReportWords words)
    {
        var years = report.Years.Select(row => row.Year).Distinct().Order(StringComparer.Ordinal).ToList();
        if (years.Count < 2)
        {
            return [];
        }

        long Of(string year, string party) => report.Years.Where(row => row.Year == year && row.Institution == party).Sum(row => row.Given);
        var first = report.Parties[0];
        return
        [
            new GroupedBars(
                words.Say("Chart.years.finding", first, Spelling.Hours(Of(years[^1], first)), years[^1], Spelling.Hours(Of(years[^2], first)), years[^2]),
                words["Chart.years.subject"], words["Table.years"], words["Chart.years.description"], [.. report.Parties.Select(party => words.Say("Column.gives", party))],
                [.. years.Select(year => (year, (IReadOnlyList<long>)[.. report.Parties.Select(party => Math.Max(0, Of(year, party)))]))])
            {
                Rows = words.Table("years", words["Table.years"], [words.Text("year"), .. report.Parties.Select(party => words.MinutesOf("gives", party) with { Ask = $"of=figures&figure=given&{AskedOf.Row(party)}" })],
                    years.Select(year => new Row([year, .. report.Parties.Select(party => (Cell)Of(year, party))]) { Ask = AskedOf.Row(year: year) }), isSummed: false),
            },
        ];
    }
}
