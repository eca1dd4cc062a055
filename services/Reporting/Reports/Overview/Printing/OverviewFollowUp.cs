using HourExchange.Plumbing.Sheets;
using HourExchange.Reporting.Reports.Yearly;
using HourExchange.Reporting.Reports.Yearly.Printing;

namespace HourExchange.Reporting.Reports.Overview.Printing;

/// <summary>How the lines of all agreements came about, and what is still open of them.</summary>
internal static class OverviewFollowUp
{
    public static IEnumerable<Section> Of(OverviewReport report, ReportWords words) =>
    [
        new Section(words["Section.planned"],
        [
            report.Lines is { Requests.Count: > 0 } ? new TableBlock(Unexplained(FollowUpSections.Requests(report.Lines, words))) : new Paragraph(words["NotRecorded"], words["Table.requests"] + "."),
            .. report.Planned.Count > 0 ? [new TableBlock(Planned(report, words))] : Array.Empty<Block>(),
        ]),
        new Section(words["Section.followUp"], report.Lines is { } lines ? Indicators(report, lines, words) : [new Paragraph(words["NotRecorded"])]),
    ];

    private static IReadOnlyList<Block> Indicators(OverviewReport report, LineIndicators lines, ReportWords words) =>
    [
        .. FollowUpSections.Indicators(
                OverviewSheet.PeriodName(report, words), OverviewSheet.PeriodName(report.FromBefore, report.ToBefore, words), lines, report.LinesBefore, words)
            .Select(block => block is TableBlock { Table: var table } ? new TableBlock(Unexplained(table)) : block),
    ];

    /// <summary>The lines behind a figure are listed of one agreement's year; these are of all.</summary>
    private static Table Unexplained(Table table) => table with { Columns = [.. table.Columns.Select(column => column with { Ask = null })] };

    private static Table Planned(OverviewReport report, ReportWords words) => words.Table("planned", words["Table.planned"],
        [words.Text("agreement"), words.Text("institution"), words.Text("partner"), words.Minutes("toGive"), words.Minutes("toReceive"), words.Minutes("balanceThen")],
        report.Planned.Select(one => new Row(
            [one.Agreement, one.Hours.Institution, one.Hours.Counterpart, one.Hours.ToGive, one.Hours.ToReceive, one.Hours.Balance])), isSummed: false);
}
