using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using HourExchange.Reporting.Reports.Figures;
using Npgsql;

namespace HourExchange.Reporting.Reports.Tariff;

/// <summary>Minutes by nature valued at the tariffs of their dates. It founds no settlement.</summary>
public static class TariffEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/reports/tariff", Read).For(Roles.Readers).WithName("getTariffReport");

    private static async Task<Shown<TariffReport>> Read(string agreement, string? year, DateOnly? from, DateOnly? to, HttpContext http, NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        return (await TariffQuery.Read(connection, Caller.Of(http.User).Institution, agreement, new Period(year, from, to))).IsRefused(out var refusal, out var report)
            ? refusal
            : report;
    }
}
