using HourExchange.Plumbing.Sheets;
using HourExchange.Reporting.Agreements.Domain;
using HourExchange.Reporting.Reports.Figures;

namespace HourExchange.Reporting.Reports.Balance;

/// <summary>A balance report as people read it.</summary>
internal static class BalanceSheet
{
    public static Sheet Of(BalanceReport report, IReadOnlyList<KnownAgreement> agreements, string language)
    {
        var terms = agreements.ToDictionary(agreement => agreement.Ref, agreement => new ReportWords(language, agreement.TermsOn(report.To)));
        var words = terms.Values.FirstOrDefault() ?? new ReportWords(language, AgreementTerms.None);
        var period = words.Say("Above.period", words.Spelling.Day(report.From), words.Spelling.Day(report.To));
        // Seen from several sides a total would add what is owed to what is due.
        var isOneSided = report.Rows.Select(row => row.Institution).Distinct().Count() <= 1;
        var isOneAgreement = agreements.Count == 1;
        Column[] columns =
        [
            .. isOneAgreement ? Array.Empty<Column>() : [words.Text("agreement")],
            words.Text("institution"), words.Text("partner"), words.Text("domain"),
            .. AccountFigures.Printed.Select(words.Minutes),
        ];
        var table = words.Table("balance", words["Table.balance"], columns, report.Rows.Select(row => new Row(
            [
                .. isOneAgreement ? Array.Empty<Cell>() : [row.Agreement],
                row.Institution, row.Counterpart, terms[row.Agreement].Domain(row.Domain), .. row.Minutes.Select(minutes => (Cell)minutes),
            ],
            words.Say("Pair", row.Institution, row.Counterpart))), isOneSided) with
        {
            Subtitle = words["Subtitle.received"],
            SubtotalName = words["Subtotal"],
        };
        return new Sheet(
            isOneAgreement ? $"balance-{agreements[0].Ref}-{report.From:yyyyMMdd}-{report.To:yyyyMMdd}" : $"balance-{report.Institution}-{report.From:yyyyMMdd}-{report.To:yyyyMMdd}",
            words.Language, words["Title.balance"], Lead(report, words), [new Section("", [new TableBlock(table)])])
        {
            Above = [isOneAgreement ? words.Say("Above.agreement", agreements[0].Ref) : report.Institution, period],
            Information =
            [
                (words["Info.period"], $"{period}{(report.Year is null ? "" : $" ({report.Year})")}"),
                .. report.Books.SelectMany(book => CompleteTo.Information(book.Key, book.Value, words)),
            ],
            RunningHead = $"{words["Title.balance"]}, {period}",
        };
    }

    private static string Lead(BalanceReport report, ReportWords words) => report.Totals.Count == 0 ? words["Lead.nothing"] : string.Join(' ', report.Totals
        .GroupBy(total => (total.Institution, total.Counterpart)).Select(pair => (pair.Key.Institution, pair.Key.Counterpart, Net: pair.Sum(total => total.Given + total.Late - total.Received)))
        .Select(pair => pair.Net switch
        {
            0 => words.Say("Lead.even", pair.Institution, pair.Counterpart),
            > 0 => words.Say("Lead.received", pair.Counterpart, Words.Reading.Spelling.Hours(pair.Net), pair.Institution),
            _ => words.Say("Lead.received", pair.Institution, Words.Reading.Spelling.Hours(-pair.Net), pair.Counterpart),
        }));
}
