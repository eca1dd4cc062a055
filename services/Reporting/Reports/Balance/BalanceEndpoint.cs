using HourExchange.Contracts.Access;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.OpenApi;
using HourExchange.Plumbing.Security;
using HourExchange.Reporting.Agreements.Keeping;
using HourExchange.Reporting.Reports.Figures;
using HourExchange.Ui.Sheets;
using Npgsql;

namespace HourExchange.Reporting.Reports.Balance;

/// <summary>What stood, moved and stands: of one agreement, or of all that the caller's institution is a party to (the first 200 by code).</summary>
public static class BalanceEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/reports/balance", Read).For(Roles.Readers).ByPrograms(Scopes.Read, Scopes.Reports).WithName("getBalanceReport").GivesFileToo(SheetFormat.FileTypes);

    private static async Task<Shown<BalanceReport>> Read(
        string? agreement, string? year, DateOnly? from, DateOnly? to, [AsParameters] SheetAsked asked, string? language, HttpContext http, NpgsqlDataSource database)
    {
        if (SheetFormat.Negotiate(http, asked).IsRefused(out var refusal, out var format))
        {
            return refusal;
        }

        await using var moment = await ReportMoment.Begin(http, database);
        var agreements = await AgreementQuery.Of(moment.Connection, moment.Institution, agreement, Period.AgreementLimit, moment.Transaction);
        if (agreement is not null && agreements.Count == 0)
        {
            return Refusal.NotFound("agreement");
        }

        if (new Period(year, from, to).In(agreements).IsRefused(out refusal, out var days))
        {
            return refusal;
        }

        var report = await BalanceQuery.Read(moment, agreements, days.Year, days.From, days.To);
        return await format.Answer(http, report, shown => BalanceSheet.Of(shown, agreements, SheetLanguage.Of(http, language)), asked.Table);
    }
}
