using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using HourExchange.Reporting.Reports.Explaining;
using HourExchange.Reporting.Reports.Explaining.Domain;
using HourExchange.Reporting.Reports.Figures;
using HourExchange.Ui.Sheets;
using Npgsql;

namespace HourExchange.Reporting.Reports.Tariff;

/// <summary>How a cell of a tariff report came about: <c>column</c> is minutes, lines or amount, the others as the row has them.</summary>
public static class ExplainTariffEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/reports/tariff/figure", Read).For(Roles.Readers).ByPrograms(Scopes.Read, Scopes.Reports).WithName("explainTariffFigure");

    private static async Task<Shown<ExplainedFigure>> Read(
        string agreement, string? year, DateOnly? from, DateOnly? to, string column, string institution, string nature, string basis, decimal tariff,
        long? after, int? limit, string? language, HttpContext http, NpgsqlDataSource database)
    {
        await using var moment = await ReportMoment.Begin(http, database);
        if ((await ExplainFigure.Find(moment, agreement, new Period(year, from, to))).IsRefused(out var refusal, out var found))
        {
            return refusal;
        }

        var (known, days) = found;
        return await ExplainFigure.Answer(
            moment, known, new AskedCell(agreement, institution, Nature: nature),
            TariffColumns.Of(column, known, nature, basis, tariff, days.Year, days.From, days.To), days.To, after, limit, SheetLanguage.Of(http, language), tariff);
    }
}
