using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.OpenApi;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using HourExchange.Reporting.Agreements.Domain;
using HourExchange.Reporting.Reports.Figures;
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
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/reports/yearly", Read).For(Roles.Readers).ByPrograms(Scopes.Read, Scopes.Reports).WithName("getYearlyOverview").GivesFileToo(SheetFormat.FileTypes);

    private static async Task<Shown<OverviewReport>> Read(
        string? agreement, string? institution, string? year, DateOnly? from, DateOnly? to, [AsParameters] SheetAsked asked, string? language, HttpContext http,
        NpgsqlDataSource database, TimeProvider clock)
    {
        if (SheetFormat.Negotiate(http, asked).IsRefused(out var refusal, out var format))
        {
            return refusal;
        }

        await using var moment = await ReportMoment.Begin(http, database);
        if ((await GrantedAgreements.Find(moment, agreement, institution)).IsRefused(out refusal, out var agreements)
            || new Period(year, from, to).In(agreements).IsRefused(out refusal, out var days))
        {
            return refusal;
        }

        var report = await OverviewQuery.Read(moment, agreements, institution, year is null ? null : days.Year, days.From, days.To, clock.Today());
        var spoken = SheetLanguage.Of(http, language);
        var terms = agreements.ToDictionary(known => known.Ref, known => new ReportWords(spoken, known.TermsOn(report.To)));
        return await format.Answer(http, report, shown => OverviewSheet.Of(shown, new ReportWords(spoken, AgreementTerms.None), terms), asked.Table);
    }
}
