using HourExchange.Plumbing.Sheets;
using HourExchange.Reporting.Reports.Figures;
using HourExchange.Reporting.Reports.Yearly.Domain;
using HourExchange.Words.Reading;

namespace HourExchange.Reporting.Reports.Yearly.Printing;

/// <summary>The first page: what came out, where the year differs, what is to be decided.</summary>
internal static class ResultSections
{
    /// <param name="isLast">Whether the agreement ends with the year: nothing is carried then.</param>
    public static IEnumerable<Section> Of(YearlyReport content, ReportWords words, bool isLast)
    {
        // In the order in which all tables have domains; the content keeps that of the ledger's figures.
        var report = content with
        {
            Accounts =
            [
                .. content.Accounts.GroupBy(account => (account.Institution, account.Counterpart))
                    .SelectMany(pair => pair.OrderBy(account => words.PlaceOf(account.Domain)).ThenBy(account => account.Domain, StringComparer.Ordinal)),
            ],
        };
        return
        [
            new Section(words["Section.result"],
            [
                new TableBlock(Accounts(report, words)),
                .. CarriedParts.Of(report, isLast) is { Count: > 0 } parts ? [new TableBlock(Groups(report, parts, isLast, words))] : Array.Empty<Block>(),
                .. report.Settlements.Count > 0 ? [new TableBlock(Settlements(report, words))] : Array.Empty<Block>(),
            ]),
            new Section(words["Section.findings"],
            [
                report.Findings.Count == 0 ? new Paragraph(words["NoRows"]) : new Sentences([.. report.Findings.Select(finding => Sentence(finding, words))], Numbered: true),
            ]),
            new Section(words["Section.toDecide"], [new TableBlock(ToDecide(report, words))]),
        ];
    }

    private static Table Accounts(YearlyReport report, ReportWords words)
    {
        var isTwo = report.Accounts.Select(account => (account.Institution, account.Counterpart)).Distinct().Count() <= 1;
        // Management's page has no columns of zeros; the balance report has them all.
        var shown = AccountFigures.Printed.Index().Where(column => column.Item is "given" or "received" or "closing" || report.Accounts.Any(account => account.Minutes.ElementAt(column.Index) != 0)).ToList();
        // What closing left is not what the year came to, which stands above as the year's balance.
        var isClosed = report.Accounts.Any(account => account.Compensated != 0 || account.Settled != 0 || account.Carried != 0);
        return words.Table("accounts", words["Table.result"],
            [words.Text("domain"), .. shown.Select(column => words.Minutes(column.Item) with { Name = words[column.Item == "closing" && isClosed ? "Column.afterClosing" : $"Column.{column.Item}"], Ask = $"of=accounts&column={column.Item}" })],
            report.Accounts.Select(account => new Row(
                [words.Domain(account.Domain), .. shown.Select(column => (Cell)account.Minutes.ElementAt(column.Index))],
                isTwo ? null : $"{words.Say("Pair", account.Institution, account.Counterpart)}, {words.Say("Subtitle.pair", account.Institution, account.Counterpart)}")
            { Ask = AskedOf.Row(account.Institution, account.Counterpart, domain: account.Domain) }),
            isSummed: isTwo) with
        {
            Subtitle = string.Join(", ",
            [
                words[$"YearState.{report.YearState}"], .. isTwo && report.Accounts is [var one, ..] ? [words.Say("Subtitle.pair", one.Institution, one.Counterpart)] : Array.Empty<string>(),
                .. YearlySheet.WithoutCarry(report, words),
            ]),
            SubtotalName = isTwo ? null : words["Subtotal"],
            TotalAsk = isTwo && report.Accounts is [var any, ..] ? AskedOf.Row(any.Institution, any.Counterpart) : null,
        };
    }

    /// <summary>How much of each balance the cap lets through, and what lies beyond it: by compensation group, since the cap is.</summary>
    private static Table Groups(YearlyReport report, IReadOnlyList<CarriedPart> parts, bool isLast, ReportWords words)
    {
        var isTwo = parts.Select(part => (part.Institution, part.Counterpart)).Distinct().Count() <= 1;
        return words.Table("groups", words["Table.groups"],
            [words.Text("capGroup"), words.Minutes("balanceBefore"), words.Minutes("withinCap"), words.Minutes("beyondCap")],
            parts.Select(part => new Row(
                [string.Join(" + ", part.Domains.Select(words.Domain)), part.Balance, part.Carried, part.Beyond],
                isTwo ? null : $"{words.Say("Pair", part.Institution, part.Counterpart)}, {words.Say("Subtitle.pair", part.Institution, part.Counterpart)}")), isSummed: isTwo) with
        {
            Subtitle = string.Join(", ",
            [
                isLast ? words["Subtitle.last"] : words.Say("Subtitle.cap", Spelling.Hours(report.Method.CarryCapMinutes ?? 0)),
                .. report.YearState == "closed" ? Array.Empty<string>() : [words["Subtitle.ifClosed"]],
                .. isTwo ? [words.Say("Subtitle.pair", parts[0].Institution, parts[0].Counterpart)] : Array.Empty<string>(),
                .. YearlySheet.WithoutCarry(report, words),
            ]),
            SubtotalName = isTwo ? null : words["Subtotal"],
        };
    }

    private static Table Settlements(YearlyReport report, ReportWords words) => words.Table("settlements", words["Table.settlements"],
        [
            words.Text("from"), words.Text("to"), words.Minutes("minutes") with { Ask = "of=figures&figure=settlement" },
            new Column("amount", words.Say("Column.amount", report.Currency), CellKind.Money, Summed: true, report.Currency), words.Day("paidOn"),
            .. report.Settlements.Any(one => one.IsNetted == true) ? [words.Text("netted")] : Array.Empty<Column>(),
        ],
        report.Settlements.Select(one => new Row([one.Payer, one.Payee, (long)one.Minutes, one.Amount, one.PaidOn, .. report.Settlements.Any(other => other.IsNetted == true) ? [one.IsNetted == true ? words["Netted"] : null] : Array.Empty<Cell>()])
        {
            // What is explained is all that a pair settles: of several rows none is that.
            Ask = report.Settlements.Count(other => (other.Payer, other.Payee) == (one.Payer, one.Payee)) == 1 ? AskedOf.Row(one.Payee, one.Payer) : null,
        }));

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
