using HourExchange.Plumbing.Sheets;
using HourExchange.Plumbing.Text;
using HourExchange.Plumbing.Years;
using HourExchange.Reporting.Agreements.Domain;
using HourExchange.Reporting.Reports.Editions;
using HourExchange.Reporting.Reports.Editions.Domain;
using HourExchange.Reporting.Reports.Yearly.Approving;
using HourExchange.Reporting.Reports.Yearly.Domain;
using HourExchange.Reporting.Reports.Yearly.Printing;
using HourExchange.Ui.Sheets;
using Npgsql;

namespace HourExchange.Reporting.Reports.Yearly.Editions;

/// <summary>Numbers a content that all have approved, and makes its files once and for all.</summary>
internal static class FreezeEdition
{
    /// <summary>In which files are made.</summary>
    private static readonly string[] Languages = ["fr-CH", "fr-FR", "de-CH", "en"];

    /// <returns>The edition's number.</returns>
    public static async Task<int> Run(
        NpgsqlTransaction transaction, KnownAgreement agreement, LabelledYear year, YearlyReport report, YearlyContent content, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        var before = await EditionStore.Last(transaction, agreement.Ref, year.Label);
        var number = (before?.Number ?? 0) + 1;
        await EditionStore.Add(
            transaction, agreement.Ref, year.Label, number, content.Hash, content.Text, before is null ? [] : EditionDifferences.Between(before.Content, content.Text), now);
        var approved = (await ApprovalStore.Read(transaction.Connection!, agreement.Ref, year.Label, transaction)).Where(approval => approval.Hash == content.Hash)
            .ToDictionary(approval => approval.Institution, approval => clock.DayOf(approval.ApprovedAt));
        await Keep(FrozenFile.OfContent("bilan.json", EditionFile.JsonType, content.Text));
        await Keep(FrozenFile.OfContent(EditionFile.SettlementsName, EditionFile.SettlementsType, StrictJson.Write(report.Settlements)));
        foreach (var language in Languages)
        {
            Sheet Printed() => YearlySheet.Of(
                report, new ReportWords(language, agreement.TermsOn(year.LastDay)),
                AnnexQuery.Read(transaction.Connection!, agreement.Ref, year.Label, transaction), new FrozenAs(number, content.Hash, clock.Today()), agreement.EndsWith(year), approved);
            await Keep(await FrozenFile.Of($"bilan.{language}.html", SheetFormat.Html, Printed()));
            await Keep(await FrozenFile.Of($"bilan.{language}.xlsx", SheetFormat.Xlsx, Printed()));
            await Keep(await FrozenFile.Of($"accounts.{language}.csv", SheetFormat.Csv, Printed(), "accounts"));
            await Keep(await FrozenFile.Of($"annex.{language}.csv", SheetFormat.Csv, Printed(), "annex"));
            await Keep(await FrozenFile.Of($"annex.{language}.rfc4180.csv", SheetFormat.CsvRfc4180, Printed(), "annex"));
        }

        return number;

        Task Keep(FrozenFile file) => EditionStore.AddFile(transaction, agreement.Ref, year.Label, number, file);
    }
}
