using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using HourExchange.Reporting.Reports.Explaining;
using HourExchange.Reporting.Reports.Explaining.Domain;
using HourExchange.Reporting.Reports.Figures;
using HourExchange.Ui.Sheets;
using Npgsql;

namespace HourExchange.Reporting.Reports.Balance;

/// <summary>
/// How a cell of a balance report came about, and those of the accounts of a yearly report: <c>column</c> is opening, given, received, late,
/// adjusted, compensated, settled, carried or closing, the others as the row has them. Without <c>domain</c> it is the pair's total.
/// </summary>
public static class ExplainBalanceEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/reports/balance/figure", Read).For(Roles.Readers).ByPrograms(Scopes.Read, Scopes.Reports).WithName("explainBalanceFigure");

    private static async Task<Shown<ExplainedFigure>> Read(
        string agreement, string? year, DateOnly? from, DateOnly? to, string column, string institution, string counterpart, string? domain,
        long? after, int? limit, string? language, HttpContext http, NpgsqlDataSource database)
    {
        await using var moment = await ReportMoment.Begin(http, database);
        if ((await ExplainFigure.Find(moment, agreement, new Period(year, from, to))).IsRefused(out var refusal, out var found))
        {
            return refusal;
        }

        var (known, days) = found;
        var figure = BalanceQuery.IsLedgerYear(known, days.Year, days.From, days.To)
            ? AccountColumns.OfYear(column, days.Year!)
            : AccountColumns.OfPeriod(column, days.From, days.To);
        return await ExplainFigure.Answer(
            moment, known, new AskedCell(agreement, institution, counterpart, domain), figure, days.To, after, limit, SheetLanguage.Of(http, language));
    }
}
