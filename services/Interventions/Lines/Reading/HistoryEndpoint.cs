using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Lines.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Lines.Reading;

/// <summary>Who did what to a line, when, why, and what it changed; for the readers of its two institutions.</summary>
public static class HistoryEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/interventions/{id:guid}/history", Read).For(AgreementAccess.Readers).WithName("readHistory");

    private static async Task<Shown<HistoryView>> Read(Guid id, HttpContext http, NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        var institution = Caller.Of(http.User).Institution;
        return await LineAccess.CheckWords(connection, id, institution) is { } refusal
            ? refusal
            : new HistoryView((await LineHistory.Find(connection, id, institution))!);
    }
}

/// <param name="History">By time, the oldest first.</param>
public sealed record HistoryView(IReadOnlyList<HistoryEntry> History);
