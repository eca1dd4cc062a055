using HourExchange.Contracts.Access;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.OpenApi;
using HourExchange.Plumbing.Security;
using HourExchange.Reporting.Agreements.Keeping;
using HourExchange.Reporting.Reports.Figures;
using HourExchange.Ui.Sheets;
using Npgsql;

namespace HourExchange.Reporting.Reports.Tariff;

/// <summary>Minutes by nature valued at the tariffs of their dates. It founds no settlement.</summary>
public static class TariffEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/reports/tariff", Read).For(Roles.Readers).ByPrograms(Scopes.Read, Scopes.Reports).WithName("getTariffReport").GivesFileToo(SheetFormat.FileTypes);

    private static async Task<Shown<TariffReport>> Read(
        string agreement, string? year, DateOnly? from, DateOnly? to, [AsParameters] SheetAsked asked, string? language, HttpContext http, NpgsqlDataSource database)
    {
        if (SheetFormat.Negotiate(http, asked).IsRefused(out var refusal, out var format))
        {
            return refusal;
        }

        await using var moment = await ReportMoment.Begin(http, database);
        if (await AgreementQuery.Find(moment.Connection, agreement, moment.Institution, moment.Transaction) is not { } known)
        {
            return Refusal.NotFound("agreement");
        }

        if (new Period(year, from, to).In([known]).IsRefused(out refusal, out var days))
        {
            return refusal;
        }

        var report = await TariffQuery.Read(moment.Transaction, known, days.Year, days.From, days.To);
        return await format.Answer(http, report, shown => TariffSheet.Of(shown, known, SheetLanguage.Of(http, language)), asked.Table);
    }
}
