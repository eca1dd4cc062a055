using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using HourExchange.Reporting.Reports.Explaining;
using HourExchange.Reporting.Reports.Explaining.Domain;
using HourExchange.Reporting.Reports.Figures;
using HourExchange.Ui.Sheets;
using Npgsql;

namespace HourExchange.Reporting.Reports.Overview;

/// <summary>
/// How a figure of a yearly report over agreements came about, in one of them and by value dates: <c>figure</c> is given, received, net, lines or
/// settlement, of an institution, to one <c>counterpart</c>, of a <c>nature</c> or of a <c>domain</c>.
/// </summary>
public static class ExplainOverviewEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/reports/yearly/figure", Read).For(Roles.Readers).ByPrograms(Scopes.Read, Scopes.Reports).WithName("explainOverviewFigure");

    private static async Task<Shown<ExplainedFigure>> Read(
        string agreement, string? year, DateOnly? from, DateOnly? to, string figure, string institution, string? counterpart, string? domain, string? nature,
        long? after, int? limit, string? language, HttpContext http, NpgsqlDataSource database)
    {
        await using var moment = await ReportMoment.Begin(http, database);
        if ((await ExplainFigure.Find(moment, agreement, new Period(year, from, to))).IsRefused(out var refusal, out var found))
        {
            return refusal;
        }

        var (known, days) = found;
        return await ExplainFigure.Answer(
            moment, known, new AskedCell(agreement, institution, counterpart, domain, nature), YearlyColumns.Of(figure, days.From, days.To), days.To, after, limit,
            SheetLanguage.Of(http, language));
    }
}
