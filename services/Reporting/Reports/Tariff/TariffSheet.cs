using HourExchange.Plumbing.Sheets;
using HourExchange.Reporting.Agreements.Domain;
using HourExchange.Reporting.Reports.Figures;

namespace HourExchange.Reporting.Reports.Tariff;

/// <summary>A tariff report as people read it: its head says that it founds no settlement.</summary>
internal static class TariffSheet
{
    public static Sheet Of(TariffReport report, KnownAgreement agreement, string language)
    {
        var words = new ReportWords(language, agreement.TermsOn(report.To));
        var period = words.Say("Above.period", words.Spelling.Day(report.From), words.Spelling.Day(report.To));
        Column[] columns =
        [
            words.Text("nature"), words.Text("basis"), words.Day("since"), new("tariff", words["Column.tariff"], CellKind.Money, Currency: report.Currency),
            words.Count("lines"), words.Minutes("minutes"), new("amount", words.Say("Column.amount", report.Currency), CellKind.Money, Summed: true, report.Currency),
        ];
        var table = words.Table("tariff", words["Table.tariff"], columns, report.Rows.Select(row => new Row(
            [words.Nature(row.Nature), words[$"Basis.{row.Basis}"], row.Since, row.Tariff, row.Lines, row.Minutes, row.Amount],
            words.Say("Column.gives", row.Institution)))) with
        { SubtotalName = words["Subtotal"] };
        return new Sheet(
            $"tariff-{report.Agreement}-{report.From:yyyyMMdd}-{report.To:yyyyMMdd}", words.Language, words["Title.tariff"], words["Lead.tariff"],
            [new Section("", [new TableBlock(table)])])
        {
            Above = [words.Say("Above.agreement", report.Agreement), period],
            Information = [(words["Info.period"], $"{period}{(report.Year is null ? "" : $" ({report.Year})")}"), .. CompleteTo.Information(report.Agreement, report.Complete, words)],
            RunningHead = $"{words["Title.tariff"]}, {report.Agreement}, {period}",
        };
    }
}
