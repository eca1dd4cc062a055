using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Lines.Reading;

/// <summary>Who did what to a line, when, why, and what it changed; for the readers of the agreement's parties.</summary>
public static class HistoryEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/interventions/{id:guid}/history", Read).For(AgreementAccess.Readers).WithName("readHistory");

    private static async Task<Shown<HistoryView>> Read(Guid id, HttpContext http, NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        return await LineHistory.Find(connection, id, Caller.Of(http.User).Institution) is { } history
            ? new HistoryView(history)
            : Refusal.NotFound("intervention");
    }
}

/// <param name="History">By time, the oldest first.</param>
public sealed record HistoryView(IReadOnlyList<HistoryEntry> History);
