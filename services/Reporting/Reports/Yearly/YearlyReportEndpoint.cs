using HourExchange.Contracts.Access;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using Npgsql;

namespace HourExchange.Reporting.Reports.Yearly;

/// <summary>The yearly report, for the readers of the agreement's parties.</summary>
public static class YearlyReportEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/reports/yearly/{agreement}/{year}", Read)
            .For(Roles.Readers).WithName("getYearlyReport");

    private static async Task<Shown<YearlyReport>> Read(string agreement, string year, HttpContext http, NpgsqlDataSource database, TimeProvider clock)
    {
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        return await YearlyQuery.Find(connection, agreement, year, Caller.Of(http.User).Institution, clock.Today()) is { } report
            ? report
            : Refusal.NotFound("agreement");
    }
}
