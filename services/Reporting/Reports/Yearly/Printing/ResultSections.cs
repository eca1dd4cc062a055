using HourExchange.Plumbing.Sheets;
using HourExchange.Reporting.Reports.Figures;
using HourExchange.Words.Reading;

namespace HourExchange.Reporting.Reports.Yearly.Printing;

/// <summary>The first page: what came out, where the year differs, what is to be decided.</summary>
internal static class ResultSections
{
    public static IEnumerable<Section> Of(YearlyReport report, ReportWords words) =>
    [
        new Section(words["Section.result"],
        [
            new TableBlock(Accounts(report, words)),
            .. report.Settlements.Count > 0 ? [new TableBlock(Settlements(report, words))] : Array.Empty<Block>(),
        ]),
        new Section(words["Section.findings"],
        [
            report.Findings.Count == 0 ? new Paragraph(words["NoRows"]) : new Sentences([.. report.Findings.Select(finding => Sentence(finding, words))], Numbered: true),
        ]),
        new Section(words["Section.toDecide"], [new TableBlock(ToDecide(report, words))]),
    ];

    private static Table Accounts(YearlyReport report, ReportWords words)
    {
        var isTwo = report.Accounts.Select(account => (account.Institution, account.Counterpart)).Distinct().Count() <= 1;
        // Management's page has no columns of zeros; the balance report has them all.
        var shown = AccountFigures.Printed.Index().Where(column => column.Item is "given" or "received" or "closing" || report.Accounts.Any(account => account.Minutes.ElementAt(column.Index) != 0)).ToList();
        return words.Table("accounts", words["Table.result"],
            [words.Text("domain"), .. shown.Select(column => words.Minutes(column.Item))],
            report.Accounts.Select(account => new Row(
                [words.Domain(account.Domain), .. shown.Select(column => (Cell)account.Minutes.ElementAt(column.Index))],
                isTwo ? null : $"{words.Say("Pair", account.Institution, account.Counterpart)}, {words.Say("Subtitle.pair", account.Institution)}")),
            isSummed: isTwo) with
        {
            Subtitle = isTwo && report.Accounts is [var one, ..] ? $"{words[$"YearState.{report.YearState}"]}, {words.Say("Subtitle.pair", one.Institution)}" : words[$"YearState.{report.YearState}"],
            SubtotalName = isTwo ? null : words["Subtotal"],
        };
    }

    private static Table Settlements(YearlyReport report, ReportWords words) => words.Table("settlements", words["Table.settlements"],
        [
            words.Text("from"), words.Text("to"), words.Minutes("minutes"),
            new Column("amount", words.Say("Column.amount", report.Currency), CellKind.Money, Summed: true, report.Currency), words.Day("paidOn"),
        ],
        report.Settlements.Select(one => new Row([one.Payer, one.Payee, (long)one.Minutes, one.Amount, one.PaidOn])));

    public static Paragraph Sentence(Finding finding, ReportWords words) => new(
        words.Say($"Finding.{finding.Kind}", Spelling.Hours(finding.GapBefore), Spelling.Hours(finding.Gap), finding.Leader, Spelling.Hours(finding.LeaderGiven), finding.Other, Spelling.Hours(finding.OtherGiven)),
        words.Domain(finding.Domain) + ".");

    private static Table ToDecide(YearlyReport report, ReportWords words) => words.Table("to-decide", words["Table.toDecide"],
        [words.Text("what"), words.Text("by"), words.Day("due")],
        report.ToDecide.Select(one => new Row(
            [
                Said(one, report.Year, report.Currency, words), one.By ?? words["All"], one.Due,
            ])), isSummed: false);

    public static string Said(ToDecide one, string year, string currency, ReportWords words) => one.Kind switch
    {
        "settlement-unpaid" => words.Say("Decide.settlement-unpaid", year, words.Spelling.Money(one.Amount ?? 0, currency), one.To),
        "action-overdue" => words.Say("Decide.action-overdue", one.Text ?? words["NotRecorded"]),
        _ => words.Say($"Decide.{one.Kind}", one.Count),
    };
}
