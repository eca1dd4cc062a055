using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using HourExchange.Reporting.Reports.Explaining;
using HourExchange.Reporting.Reports.Explaining.Domain;
using HourExchange.Ui.Sheets;
using Npgsql;

namespace HourExchange.Reporting.Reports.Yearly;

/// <summary>
/// How a figure of the yearly report came about: <c>figure</c> is given, received, net or lines, of an institution, to one <c>counterpart</c> (a flow),
/// of a <c>nature</c> or of a <c>domain</c>; balance, of a pair up to a <c>day</c>; settlement, of who is paid. Figures of the year before are those of its
/// own year; the accounts are explained by <c>reports/balance/figure</c>.
/// </summary>
public static class ExplainYearlyEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/reports/yearly/{agreement}/{year}/figure", Read).For(Roles.Readers).ByPrograms(Scopes.Read, Scopes.Reports).WithName("explainYearlyFigure");

    private static async Task<Shown<ExplainedFigure>> Read(
        string agreement, string year, string figure, string institution, string? counterpart, string? domain, string? nature, DateOnly? day,
        long? after, int? limit, string? language, HttpContext http, NpgsqlDataSource database)
    {
        await using var moment = await ReportMoment.Begin(http, database);
        if ((await BilanAccess.Find(moment.Connection, agreement, year, moment.Institution, moment.Transaction)).IsRefused(out var refusal, out var found))
        {
            return refusal;
        }

        return await ExplainFigure.Answer(
            moment, found.Agreement, new AskedCell(agreement, institution, counterpart, domain, nature), YearlyColumns.Of(figure, year, day), found.Year.LastDay,
            after, limit, SheetLanguage.Of(http, language));
    }
}
