using HourExchange.Contracts.Access;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.OpenApi;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Sheets;
using HourExchange.Plumbing.Years;
using HourExchange.Reporting.Agreements.Domain;
using HourExchange.Reporting.Reports.Figures;
using HourExchange.Reporting.Reports.OnScreen;
using HourExchange.Reporting.Reports.Overview.Printing;
using HourExchange.Ui.Sheets;
using Npgsql;

namespace HourExchange.Reporting.Reports.Overview;

/// <summary>
/// The yearly report over agreements: of all that the caller's institution is a party to, of one <c>institution</c> over all of these, or of one
/// <c>agreement</c> in any period. An academic year is one that all begin alike; else a civil year or two days. It is never numbered: what is approved is
/// the report of one agreement and one academic year.
/// </summary>
public static class OverviewEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/reports/yearly", Read).For(Roles.Readers).ByPrograms(Scopes.Read, Scopes.Reports).WithName("getYearlyOverview").GivesFileToo(SheetFormat.FileTypes);
        routes.MapGet("/api/v1/reports/yearly/sheet", ReadSheet).For(Roles.Readers).ByPrograms(Scopes.Read, Scopes.Reports).WithName("getYearlyOverviewSheet");
    }

    private static async Task<Shown<OverviewReport>> Read(
        string? agreement, string? institution, string? year, DateOnly? from, DateOnly? to, [AsParameters] SheetAsked asked, string? language, HttpContext http,
        NpgsqlDataSource database, TimeProvider clock)
    {
        if (SheetFormat.Negotiate(http, asked).IsRefused(out var refusal, out var format))
        {
            return refusal;
        }

        await using var moment = await ReportMoment.Begin(http, database);
        return (await Find(moment, agreement, institution, new Period(year, from, to), clock)).IsRefused(out refusal, out var found)
            ? refusal
            : await format.Answer(http, found.Report, shown => SheetOf(shown, found.Agreements, SheetLanguage.Of(http, language)), asked.Table);
    }

    /// <summary>The same as pages show it.</summary>
    private static async Task<Shown<SheetView>> ReadSheet(
        string? agreement, string? institution, string? year, DateOnly? from, DateOnly? to, string? language, HttpContext http, NpgsqlDataSource database, TimeProvider clock)
    {
        await using var moment = await ReportMoment.Begin(http, database);
        return (await Find(moment, agreement, institution, new Period(year, from, to), clock)).IsRefused(out var refusal, out var found)
            ? refusal
            : await ShownSheet.Of(SheetOf(found.Report, found.Agreements, SheetLanguage.Of(http, language)), http.RequestAborted);
    }

    private static async Task<Decision<(OverviewReport Report, KnownAgreement[] Agreements)>> Find(
        ReportMoment moment, string? agreement, string? institution, Period period, TimeProvider clock)
    {
        if ((await GrantedAgreements.Find(moment, agreement, institution)).IsRefused(out var refusal, out var agreements)
            || period.In(agreements).IsRefused(out refusal, out var days))
        {
            return refusal;
        }

        return (await OverviewQuery.Read(moment, agreements, institution, period.Year is null ? null : days.Year, days.From, days.To, clock.Today()), agreements);
    }

    private static Sheet SheetOf(OverviewReport report, KnownAgreement[] agreements, string language) => OverviewSheet.Of(
        report, new ReportWords(language, AgreementTerms.None), agreements.ToDictionary(known => known.Ref, known => new ReportWords(language, known.TermsOn(report.To))));
}
