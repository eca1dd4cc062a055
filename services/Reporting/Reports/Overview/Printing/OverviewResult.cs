using HourExchange.Plumbing.Sheets;
using HourExchange.Reporting.Reports.Figures;
using HourExchange.Reporting.Reports.Yearly.Printing;

namespace HourExchange.Reporting.Reports.Overview.Printing;

/// <summary>What came out by agreement and pair, where it differs, what is to be decided.</summary>
internal static class OverviewResult
{
    public static IEnumerable<Section> Of(OverviewReport report, ReportWords words, IReadOnlyDictionary<string, ReportWords> of) =>
    [
        new Section(words["Section.result"], [new TableBlock(Pairs(report, words)), .. Settlements(report, words)]),
        new Section(words["Section.findings"],
        [
            report.Findings.Count == 0 ? new Paragraph(words["NoRows"]) : new Sentences(
                [.. report.Findings.Select(one => ResultSections.Sentence(one.Finding, of[one.Agreement]) with { Strong = $"{one.Agreement}, {of[one.Agreement].Domain(one.Finding.Domain)}." })],
                Numbered: true),
        ]),
        new Section(words["Section.toDecide"], [new TableBlock(ToDecide(report, words))]),
        new Section(words["Section.accounts"], [new TableBlock(Accounts(report, words, of))], OnNewPage: true),
    ];

    private static Table Pairs(OverviewReport report, ReportWords words)
    {
        // Seen from several sides a total would add what is owed to what is due.
        var isOneSided = report.Pairs.Select(pair => pair.Institution).Distinct().Count() <= 1;
        return words.Table("pairs", words["Table.pairs"],
            [
                words.Text("agreement"), words.Text("institution"), words.Text("partner"), words.Minutes("given") with { Ask = "of=figures&figure=given" }, words.Minutes("received") with { Ask = "of=figures&figure=received" },
                words.Count("lines") with { Ask = "of=figures&figure=linesOfBoth" }, words.Minutes("net") with { Ask = "of=figures&figure=net" }, words.MinutesOf("before", OverviewSheet.PeriodName(report.FromBefore, report.ToBefore, words)),
            ],
            report.Pairs.Select(pair => new Row([pair.Agreement, pair.Institution, pair.Counterpart, pair.Given, pair.Received, pair.Lines, pair.Net, pair.NetBefore])
            {
                Ask = AskedOf.RowOver(pair.Agreement, report.From, report.To, pair.Institution, pair.Counterpart),
            }), isOneSided) with
        { Subtitle = $"{words["Subtitle.late"]}, {words["Subtitle.balanceBefore"]}" };
    }

    private static IEnumerable<Block> Settlements(OverviewReport report, ReportWords words) => report.Settlements.GroupBy(one => one.Settlement.Currency)
        .OrderBy(currency => currency.Key, StringComparer.Ordinal).Select(currency => new TableBlock(words.Table($"settlements-{currency.Key}", words["Table.settlements"],
            [
                words.Text("agreement"), words.Text("year"), words.Text("from"), words.Text("to"), words.Minutes("minutes"),
                new Column("amount", words.Say("Column.amount", currency.Key), CellKind.Money, Summed: true, currency.Key), words.Day("paidOn"),
                .. currency.Any(one => one.Settlement.IsNetted == true) ? [words.Text("netted")] : Array.Empty<Column>(),
            ],
            currency.Select(one => new Row([one.Agreement, one.Year, one.Settlement.Payer, one.Settlement.Payee, (long)one.Settlement.Minutes, one.Settlement.Amount, one.Settlement.PaidOn, .. currency.Any(other => other.Settlement.IsNetted == true) ? [one.Settlement.IsNetted == true ? words["Netted"] : null] : Array.Empty<Cell>()])))));

    private static Table ToDecide(OverviewReport report, ReportWords words) => words.Table("to-decide", words["Table.toDecide"],
        [words.Text("agreement"), words.Text("what"), words.Text("by"), words.Day("due")],
        report.ToDecide.Select(one => new Row(
            [
                one.Agreement ?? words["Overview.all"],
                one.Item.Kind is "year-open" or "year-signed" && one.Year is { } year ? $"{ResultSections.Said(one.Item, year, Currency(report, one), words)} ({year})" : ResultSections.Said(one.Item, one.Year ?? "", Currency(report, one), words),
                one.Item.By ?? words["All"], one.Item.Due,
            ])), isSummed: false);

    private static string Currency(OverviewReport report, AgreementToDecide one) =>
        report.Settlements.Where(owed => owed.Agreement == one.Agreement && owed.Year == one.Year).Select(owed => owed.Settlement.Currency).FirstOrDefault("");

    private static Table Accounts(OverviewReport report, ReportWords words, IReadOnlyDictionary<string, ReportWords> of)
    {
        var isOneSided = report.Accounts.Select(account => account.Institution).Distinct().Count() <= 1;
        return words.Table("accounts", words["Table.balance"],
            [words.Text("institution"), words.Text("partner"), words.Text("domain"), .. AccountFigures.Printed.Select(words.Minutes)],
            report.Accounts.Select(account => new Row(
                [account.Institution, account.Counterpart, of[account.Agreement].Domain(account.Domain), .. account.Minutes.Select(minutes => (Cell)minutes)],
                words.Say("Group.pair", account.Agreement, account.Institution, account.Counterpart))), isOneSided) with
        {
            Subtitle = words["Subtitle.received"],
            SubtotalName = words["Subtotal"],
        };
    }
}
