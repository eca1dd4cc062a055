using HourExchange.Plumbing.Sheets;
using HourExchange.Reporting.Reports.Yearly.Printing;

namespace HourExchange.Reporting.Reports.Overview.Printing;

/// <summary>How the lines of all agreements came about, and what is still open of them.</summary>
internal static class OverviewFollowUp
{
    public static IEnumerable<Section> Of(OverviewReport report, ReportWords words) =>
    [
        new Section(words["Section.planned"],
        [
            report.Lines is { Requests.Count: > 0 } ? new TableBlock(FollowUpSections.Requests(report.Lines, words)) : new Paragraph(words["NotRecorded"], words["Table.requests"] + "."),
            .. report.Planned.Count > 0 ? [new TableBlock(Planned(report, words))] : Array.Empty<Block>(),
        ]),
        new Section(words["Section.followUp"], report.Lines is { } lines
            ? FollowUpSections.Indicators(
                OverviewSheet.PeriodName(report, words), OverviewSheet.PeriodName(report.FromBefore, report.ToBefore, words), lines, report.LinesBefore, words)
            : [new Paragraph(words["NotRecorded"])]),
    ];

    private static Table Planned(OverviewReport report, ReportWords words) => words.Table("planned", words["Table.planned"],
        [words.Text("agreement"), words.Text("institution"), words.Text("partner"), words.Minutes("toGive"), words.Minutes("toReceive"), words.Minutes("balanceThen")],
        report.Planned.Select(one => new Row(
            [one.Agreement, one.Hours.Institution, one.Hours.Counterpart, one.Hours.ToGive, one.Hours.ToReceive, one.Hours.Balance])), isSummed: false);
}
