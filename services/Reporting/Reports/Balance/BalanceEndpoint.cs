using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.OpenApi;
using HourExchange.Plumbing.Security;
using HourExchange.Reporting.Reports.Figures;
using HourExchange.Reporting.Reports.Overview;
using HourExchange.Ui.Sheets;
using Npgsql;

namespace HourExchange.Reporting.Reports.Balance;

/// <summary>
/// What stood, moved and stands: of one agreement, or of all that the caller's institution is a party to (at most 200); with <c>institution</c> the pairs
/// alone that it belongs to, as it sees them.
/// </summary>
public static class BalanceEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/reports/balance", Read).For(Roles.Readers).ByPrograms(Scopes.Read, Scopes.Reports).WithName("getBalanceReport").GivesFileToo(SheetFormat.FileTypes);

    private static async Task<Shown<BalanceReport>> Read(
        string? agreement, string? institution, string? year, DateOnly? from, DateOnly? to, [AsParameters] SheetAsked asked, string? language, HttpContext http, NpgsqlDataSource database)
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

        var report = await BalanceQuery.Read(moment.Transaction, moment.Institution, agreements, institution, days.Year, days.From, days.To);
        return await format.Answer(http, report, shown => BalanceSheet.Of(shown, agreements, SheetLanguage.Of(http, language)), asked.Table);
    }
}
