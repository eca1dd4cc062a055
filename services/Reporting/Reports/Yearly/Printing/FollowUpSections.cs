using System.Globalization;
using HourExchange.Plumbing.Sheets;
using HourExchange.Words.Reading;

namespace HourExchange.Reporting.Reports.Yearly.Printing;

/// <summary>How lines came about, and what the parties owe each other beside hours. What was never recorded is told as that.</summary>
internal static class FollowUpSections
{
    public static IEnumerable<Section> Of(YearlyReport report, ReportWords words)
    {
        (string Name, Table? Table)[] records =
        [
            (words["Section.placements"], Recorded(report.Placements, words, Placements)),
            (words["Section.commitments"], Recorded(report.Commitments, words, (rows, _) => Commitments(rows, report.Year, words))),
            (words["Section.means"], Recorded(report.Means, words, Means)),
            (words["Section.committees"], Recorded(report.Committees, words, Committees)),
            (words["Section.meetings"], Recorded(report.Meetings, words, Meetings)),
            (words["Section.actions"], Recorded(report.Actions, words, Actions)),
        ];
        return
        [
            new Section(words["Section.planned"],
            [
                report.Lines is { Requests.Count: > 0 } ? new TableBlock(Requests(report.Lines, words)) : new Paragraph(words["NotRecorded"], words["Table.requests"] + "."),
                .. report.Planned.Count > 0 ? [new TableBlock(Planned(report, words))] : Array.Empty<Block>(),
            ]),
            new Section(words["Section.followUp"], report.Lines is { } lines ? Indicators(report.Year, report.YearBefore, lines, report.LinesBefore, words) : [new Paragraph(words["NotRecorded"])]),
            .. records.Where(record => record.Table is not null).Select(record => new Section(record.Name, [new TableBlock(record.Table!)])),
            new Section(words["Section.amendments"], [report.Amendments is { } amendments ? new TableBlock(Amendments(amendments, words)) : new Paragraph(words["NoAmendments"])]),
            // In one line: a heading each would be a page of nothing.
            .. records.Where(record => record.Table is null).Select(record => record.Name).ToList() is { Count: > 0 } missing
                ? [new Section(words["Section.notRecorded"], [new Paragraph(string.Join(" · ", missing))])] : Array.Empty<Section>(),
        ];
    }

    private static Table? Recorded<T>(IReadOnlyList<T>? rows, ReportWords words, Func<IReadOnlyList<T>, ReportWords, Table> table) => rows is null ? null : table(rows, words);

    public static Table Requests(LineIndicators lines, ReportWords words) => words.Table("requests", words["Table.requests"],
        [
            words.Text("institution"), words.Count("requested") with { Ask = OfLines("requested") }, words.Count("approved") with { Ask = OfLines("approved") },
            words.Count("declined") with { Ask = OfLines("declined") }, words.Count("delivered") with { Ask = OfLines("delivered") },
            words.Minutes("plannedMinutes") with { Ask = OfLines("plannedMinutes") }, words.Minutes("deliveredMinutes") with { Ask = OfLines("deliveredMinutes") },
        ],
        lines.Requests.Select(row => new Row([row.Institution, row.Requested, row.Approved, row.Declined, row.Delivered, row.PlannedMinutes, row.DeliveredMinutes]) { Ask = AskedOf.Row(row.Institution) }));

    private static string OfLines(string figure) => $"of=lines&figure={figure}";

    private static Table Planned(YearlyReport report, ReportWords words) => words.Table("planned", words["Table.planned"],
        [words.Text("institution"), words.Text("partner"), words.Minutes("toGive") with { Ask = OfLines("toGive") }, words.Minutes("toReceive") with { Ask = OfLines("toReceive") }, words.Minutes("balanceThen")],
        report.Planned.Select(row => new Row([row.Institution, row.Counterpart, row.ToGive, row.ToReceive, row.Balance]) { Ask = AskedOf.Row(row.Institution, row.Counterpart) }), isSummed: false);

    public static IReadOnlyList<Block> Indicators(string period, string periodBefore, LineIndicators lines, LineIndicators? linesBefore, ReportWords words)
    {
        // One column is of days and shares and counts alike: text, each as its kind is written.
        string Written(decimal number) => words.Spelling.Quantity(number);
        string Days(decimal? days) => days is { } known ? words.Say("Indicator.days", Written(known)) : words["NotRecorded"];
        string Share(decimal? share) => share is { } known ? words.Spelling.Share(known) : words["NotRecorded"];
        Row Line(string indicator, Func<LineIndicators, string> value) =>
            new([words[$"Indicator.{indicator}"], value(lines), .. linesBefore is { } before ? [value(before)] : Array.Empty<Cell>()]) { Ask = LineFigures.Of(indicator) is null ? null : $"figure={indicator}" };
        var table = words.Table("indicators", words["Table.indicators"],
            [
                words.Text("indicator"), new Column("year", period) { Ask = "of=lines", StandsRight = true },
                .. linesBefore is null ? Array.Empty<Column>() : [new Column("yearBefore", periodBefore) { Ask = $"of=lines&{AskedOf.Row(year: periodBefore)}", StandsRight = true }],
            ],
            [
                Line("medianDaysToConfirm", of => Days(of.MedianDaysToConfirm)), Line("open", of => Written(of.Open)), Line("disputed", of => Written(of.Disputed)),
                Line("corrected", of => Written(of.Corrected)), Line("late", of => Written(of.Late)), Line("tacit", of => Written(of.Tacit)),
                Line("direct", of => Written(of.Direct)), Line("employerUninformed", of => Written(of.EmployerUninformed)), Line("topFiveShare", of => Share(of.TopFiveShare)),
            ], isSummed: false);
        return lines is { ConcentrationPercent: { } percent, TopContributorShare: { } share } && share * 100 >= percent
            ? [new TableBlock(table), new Paragraph(words.Say("Indicator.concentration", words.Spelling.Share(share), percent))]
            : [new TableBlock(table)];
    }

    private static Table Placements(IReadOnlyList<PlacementFigures> places, ReportWords words)
    {
        var kinds = places.Select(row => row.Kind).Distinct().Order(StringComparer.Ordinal).ToList();
        return words.Table("placements", words["Table.placements"],
            [
                words.Text("year"), words.Text("institution"), .. kinds.Select(kind => new Column($"places-{kind}", words.PlacementKind(kind), CellKind.Count)),
                words.Count("places") with { Summed = false },
            ],
            places.GroupBy(row => (row.Year, row.Institution)).Select(own => new Row(
            [
                own.Key.Year, own.Key.Institution, .. kinds.Select(kind => own.Where(row => row.Kind == kind).Select(row => (Cell)(long)row.Places).FirstOrDefault(Cell.Empty)),
                own.Sum(row => (long)row.Places),
            ])), isSummed: false);
    }

    private static Table Commitments(IReadOnlyList<CommitmentFigures> commitments, string year, ReportWords words) => words.Table("commitments", words["Table.commitments"],
        [words.Text("commitment"), words.Text("domain"), words.Text("owedBy"), words.Text("state"), new Column("remark", words.Say("Column.remark", year))],
        commitments.Select(one => new Row(
            [one.Text ?? words[$"Commitment.{one.Kind}"], words.Domain(one.Domain), one.OwedBy ?? words["All"], words[$"CommitmentState.{one.State}"], one.Remark])), isSummed: false);

    private static Table Means(IReadOnlyList<MeansFigures> means, ReportWords words) => words.Table("means", words["Table.means"],
        [words.Text("means"), words.Text("owedBy"), words.Day("since"), words.Day("until")],
        means.Select(one => new Row([one.What, one.Institution, one.Since, one.Until])), isSummed: false);

    private static Table Committees(IReadOnlyList<CommitteeFigures> committees, ReportWords words) => words.Table("committees", words["Table.committees"],
        [
            words.Text("committee"), words.Text("composition"), words.Text("people"), words.Count("invitees") with { Summed = false },
            words.Count("meetingsHeld") with { Summed = false },
        ],
        committees.Select(one => new Row(
        [
            string.Join(", ", new[] { one.Called, words[$"Committee.{one.Kind}"], one.DissolvedOn is { } ended ? words.Say("Committee.dissolvedOn", words.Spelling.Day(ended)) : null }
                .OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)),
            string.Join(", ", one.Seats.Select(rule => words.Say("Committee.seats", rule.Seats, rule.Institution))),
            one.ResourcePersons.Count == 0 ? null : string.Join(", ", one.ResourcePersons), (long)one.Invitees, (long)one.MeetingsHeld,
        ])), isSummed: false);

    private static Table Amendments(IReadOnlyList<AmendmentFigures> amendments, ReportWords words) => words.Table("amendments", words["Table.amendments"],
        [words.Day("effective"), words.Text("changed")],
        amendments.Select(one => new Row(
            [one.From, one.Changes.Count == 0 ? words["Term.other"] : string.Join(" ; ", one.Changes.Select(change => Changed(change, words)))])), isSummed: false);

    private static string Changed(TermChange change, ReportWords words)
    {
        string Value(string? value) => value is null ? words["Term.none"] : change.Kind switch
        {
            "carry-cap" => Spelling.Hours(long.Parse(value, CultureInfo.InvariantCulture)),
            "tariff" or "settlement-tariff" => words.Spelling.Amount(decimal.Parse(value, CultureInfo.InvariantCulture)),
            "tariff-basis" => words[$"Basis.{value}"],
            _ => value,
        };
        return (change.Kind, change.Code) switch
        {
            ("domain", { } domain) => words.Say(change.After is null ? "Term.domain-left" : "Term.domain-admitted", words.Domain(domain)),
            ("settlement-tariff", { } domain) => words.Say("Term.settlement-tariff-of", words.Domain(domain), Value(change.Before), Value(change.After)),
            (_, { } nature) => words.Say($"Term.{change.Kind}", words.Nature(nature), Value(change.Before), Value(change.After)),
            _ => words.Say($"Term.{change.Kind}", Value(change.Before), Value(change.After)),
        };
    }

    private static Table Meetings(IReadOnlyList<MeetingFigures> meetings, ReportWords words) => words.Table("meetings", words["Table.meetings"],
        [words.Text("committee"), words.Day("heldOn"), words.Count("participants") with { Summed = false }, words.Text("decisions")],
        meetings.Select(one => new Row(
            [words[$"Committee.{one.CommitteeKind}"], one.HeldOn, (long)one.Participants, one.DecisionTexts is { Count: > 0 } texts ? string.Join(" ; ", texts) : $"{one.Decisions}"])), isSummed: false);

    private static Table Actions(IReadOnlyList<ActionFigures> actions, ReportWords words) => words.Table("actions", words["Table.actions"],
        [words.Text("action"), words.Text("owedBy"), words.Day("due"), words.Text("state")],
        actions.Select(one => new Row([one.Text ?? words["NotRecorded"], one.Responsible, one.DueOn, words[$"ActionState.{one.State}"]])), isSummed: false);
}
