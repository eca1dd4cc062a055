using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using HourExchange.Reporting.Reports.Figures;
using Npgsql;

namespace HourExchange.Reporting.Reports.Balance;

/// <summary>What stood, moved and stands: of one agreement, or of all that the caller's institution is a party to.</summary>
public static class BalanceEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/reports/balance", Read).For(Roles.Readers).WithName("getBalanceReport");

    private static async Task<Shown<BalanceReport>> Read(string? agreement, string? year, DateOnly? from, DateOnly? to, HttpContext http, NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        return (await BalanceQuery.Read(connection, Caller.Of(http.User).Institution, agreement, new Period(year, from, to))).IsRefused(out var refusal, out var report)
            ? refusal
            : report;
    }
}
