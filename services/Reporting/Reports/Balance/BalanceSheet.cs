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
        .GroupBy(total => (total.Institution, total.Counterpart)).SelectMany(pair => LeadOf(pair.Key.Institution, pair.Key.Counterpart, [.. pair], words)));

    /// <summary>What the period moved and, where something stood before, what stands with it: the two may speak against each other.</summary>
    private static IEnumerable<string> LeadOf(string institution, string counterpart, List<AccountFigures> totals, ReportWords words)
    {
        var net = totals.Sum(total => total.Given + total.Late - total.Received);
        yield return net switch
        {
            0 => words.Say("Lead.even", institution, counterpart),
            > 0 => words.Say("Lead.received", counterpart, Words.Reading.Spelling.Hours(net), institution),
            _ => words.Say("Lead.received", institution, Words.Reading.Spelling.Hours(-net), counterpart),
        };
        if (totals.Any(total => total.Opening != 0))
        {
            yield return words.Say("Lead.closing", institution, counterpart, Words.Reading.Spelling.SignedHours(totals.Sum(total => total.Closing)));
        }
    }
}
