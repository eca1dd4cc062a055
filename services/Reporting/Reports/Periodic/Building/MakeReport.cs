using HourExchange.Contracts.Reporting.V1;
using HourExchange.Plumbing.Sending;
using HourExchange.Plumbing.Sheets;
using HourExchange.Plumbing.Years;
using HourExchange.Reporting.Agreements.Domain;
using HourExchange.Reporting.Reports.Balance;
using HourExchange.Reporting.Reports.Editions;
using HourExchange.Reporting.Reports.Editions.Domain;
using HourExchange.Reporting.Reports.Figures;
using HourExchange.Reporting.Reports.Periodic.Domain;
using HourExchange.Reporting.Reports.Periodic.Printing;
using HourExchange.Reporting.Reports.Tariff;
using HourExchange.Ui.Sheets;
using Npgsql;

namespace HourExchange.Reporting.Reports.Periodic.Building;

/// <summary>Makes one report of one period: reads its figures, freezes them with their files, and announces it. While the figures are held.</summary>
internal static class MakeReport
{
    /// <summary>Of the stored files: French as in Switzerland, what the house reads first. Other languages are made of the stored figures when somebody reads them.</summary>
    private const string Language = "fr-CH";

    /// <param name="lateBecause">Of a first edition.</param>
    /// <param name="since">What was posted into the period since; null for the first edition.</param>
    /// <returns>False: nothing of it has changed, and there is no new edition.</returns>
    public static async Task<bool> Run(
        NpgsqlTransaction transaction, KnownAgreement agreement, string kind, int number, ReportPeriod period, CompleteTo complete,
        string? lateBecause, PostedSince? since, TimeProvider clock)
    {
        var (content, sheet) = await Read(transaction, agreement, kind, period);
        var before = since is null ? null : await ReportStore.FindLatest(transaction, agreement.Ref, kind, number);
        IReadOnlyList<EditionDifference> differences = before is { } earlier ? content.DifferencesSince(earlier.Content) : [];
        if (before is not null && differences.Count == 0)
        {
            return false;
        }

        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var head = new EditionHead(kind, number, (before?.Edition ?? 0) + 1, lateBecause, since);
        var printed = NumberedSheet.Of(sheet, new ReportWords(Language, agreement.TermsOn(period.LastDay)), head, content.Hash, clock.Today());
        await ReportStore.Add(transaction, id, agreement.Ref, head, content, complete.Postings, differences, await Files(kind, content, printed), now);
        await OutboxWriter.Add(transaction, new ReportBuilt(
            id, agreement.Ref, kind, period.Span, period.FirstDay, period.LastDay, number, head.Edition, content.Hash, complete.Postings, now, lateBecause));
        return true;
    }

    /// <summary>As the parties see it in the agreement's order: of each pair the account of whoever is named first.</summary>
    private static async Task<(ReportContent Content, Sheet Sheet)> Read(NpgsqlTransaction transaction, KnownAgreement agreement, string kind, ReportPeriod period)
    {
        if (kind == ReportKind.Tariff)
        {
            var tariff = await TariffQuery.Read(transaction, agreement, period.Year, period.FirstDay, period.LastDay);
            return (ReportContent.Of(tariff), TariffSheet.Of(tariff, agreement, Language));
        }

        var balance = await BalanceQuery.Read(transaction, agreement.Parties[0], [agreement], null, period.Year, period.FirstDay, period.LastDay);
        return (ReportContent.Of(balance), BalanceSheet.Of(balance, [agreement], Language));
    }

    private static async Task<IReadOnlyList<FrozenFile>> Files(string kind, ReportContent content, Sheet sheet) =>
    [
        FrozenFile.OfContent($"{kind}.json", BuiltReportFile.JsonType, content.Text),
        await FrozenFile.Of($"{kind}.html", SheetFormat.Html, sheet),
        await FrozenFile.Of($"{kind}.xlsx", SheetFormat.Xlsx, sheet),
        await FrozenFile.Of($"{kind}.csv", SheetFormat.Csv, sheet, kind),
        await FrozenFile.Of($"{kind}.rfc4180.csv", SheetFormat.CsvRfc4180, sheet, kind),
    ];
}
