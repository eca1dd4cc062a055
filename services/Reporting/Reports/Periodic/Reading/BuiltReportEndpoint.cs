using HourExchange.Contracts.Access;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.OpenApi;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Sheets;
using HourExchange.Plumbing.Text;
using HourExchange.Plumbing.Years;
using HourExchange.Reporting.Agreements.Domain;
using HourExchange.Reporting.Agreements.Keeping;
using HourExchange.Reporting.Reports.Balance;
using HourExchange.Reporting.Reports.Editions.Domain;
using HourExchange.Reporting.Reports.OnScreen;
using HourExchange.Reporting.Reports.Periodic.Domain;
using HourExchange.Reporting.Reports.Periodic.Printing;
using HourExchange.Reporting.Reports.Tariff;
using HourExchange.Ui.Sheets;
using Npgsql;

namespace HourExchange.Reporting.Reports.Periodic.Reading;

/// <summary>
/// One edition of a built report: why it was built, what it changes, its files. As HTML, XLSX or CSV its frozen figures in the reader's
/// language.
/// </summary>
public static class BuiltReportEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/reports/{id:guid}", Read).For(Roles.Readers).ByPrograms(Scopes.Read, Scopes.Reports).WithName("getBuiltReport").GivesFileToo(SheetFormat.FileTypes);
        routes.MapGet("/api/v1/reports/{id:guid}/sheet", ReadSheet).For(Roles.Readers).ByPrograms(Scopes.Read, Scopes.Reports).WithName("getBuiltReportSheet");
        routes.MapGet("/api/v1/reports/{id:guid}/files/{name}", ReadFile)
            .For(Roles.Readers).ByPrograms(Scopes.Read, Scopes.Reports).WithName("getBuiltReportFile").GivesFile([.. SheetFormat.FileTypes, BuiltReportFile.JsonType]);
    }

    private static async Task<Shown<BuiltReportView>> Read(
        Guid id, [AsParameters] SheetAsked asked, string? language, HttpContext http, NpgsqlDataSource database, TimeProvider clock)
    {
        if (SheetFormat.Negotiate(http, asked).IsRefused(out var refusal, out var format))
        {
            return refusal;
        }

        await using var moment = await ReportMoment.Begin(http, database);
        if (await BuiltReportQuery.Find(moment, id) is not { } found
            || await AgreementQuery.Find(moment.Connection, found.View.Report.Agreement, moment.Institution, moment.Transaction) is not { } agreement)
        {
            return Refusal.NotFound("report");
        }

        return await format.Answer(http, found.View, shown => SheetOf(shown.Report, found.Content, agreement, SheetLanguage.Of(http, language), clock), asked.Table);
    }

    /// <summary>The same as pages show it.</summary>
    private static async Task<Shown<SheetView>> ReadSheet(Guid id, string? language, HttpContext http, NpgsqlDataSource database, TimeProvider clock)
    {
        await using var moment = await ReportMoment.Begin(http, database);
        return await BuiltReportQuery.Find(moment, id) is { } found
            && await AgreementQuery.Find(moment.Connection, found.View.Report.Agreement, moment.Institution, moment.Transaction) is { } agreement
            ? await ShownSheet.Of(SheetOf(found.View.Report, found.Content, agreement, SheetLanguage.Of(http, language), clock), http.RequestAborted)
            : Refusal.NotFound("report");
    }

    private static async Task<IResult> ReadFile(Guid id, string name, HttpContext http, NpgsqlDataSource database)
    {
        await using var moment = await ReportMoment.Begin(http, database);
        return await BuiltReportQuery.FindFile(moment, id, name) is { } file
            ? Results.File(file.Content, file.MediaType, file.Name)
            : Problem.From(Refusal.NotFound("report"));
    }

    private static Sheet SheetOf(BuiltReport report, string content, KnownAgreement agreement, string language, TimeProvider clock) => NumberedSheet.Of(
        report.Kind == ReportKind.Tariff
            ? TariffSheet.Of(StrictJson.Read<TariffReport>(content), agreement, language)
            : BalanceSheet.Of(StrictJson.Read<BalanceReport>(content), [agreement], language),
        new ReportWords(language, agreement.TermsOn(report.To)),
        new EditionHead(report.Kind, report.Number, report.Edition, report.LateBecause, report.Since), report.Hash, clock.DayOf(report.BuiltAt));
}

/// <summary>A built report with what it is kept as.</summary>
/// <param name="Report">Which one.</param>
/// <param name="Differences">From the edition before, at most 500; empty for the first.</param>
/// <param name="Files">Made when it was built; the same bytes for ever.</param>
public sealed record BuiltReportView(BuiltReport Report, IReadOnlyList<EditionDifference> Differences, IReadOnlyList<BuiltReportFile> Files);
