using HourExchange.Contracts.Access;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Reporting.Reports.Yearly;

/// <summary>The yearly figures, for the readers of the agreement's parties.</summary>
public static class YearlyReportEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/reports/yearly/{agreement}/{year}", Read)
            .For(Roles.Readers).WithName("getYearlyReport");

    private static async Task<Shown<YearlyFigures>> Read(string agreement, string year, HttpContext http, NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        return await YearlyQuery.Find(connection, agreement, year, Caller.Of(http.User).Institution) is { } figures
            ? figures
            : Refusal.NotFound("agreement");
    }
}
