using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Lines.Keeping;
using HourExchange.Interventions.Lines.Reading;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Lines.Listing;

/// <summary>The lines of the agreements that the caller's institution is a party to, filtered, page by page.</summary>
public static class ListEndpoint
{
    private const int LimitMost = 200;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/interventions", Read).For(AgreementAccess.Readers).Produces<InterventionPage>();

    private static async Task<IResult> Read([AsParameters] ListFilter filter, string? after, int? limit, HttpContext http, NpgsqlDataSource database)
    {
        var actor = ChangeLine.ActorOf(http);
        if (limit is < 1 or > LimitMost)
        {
            return Problem.From(Refusal.Malformed("page-invalid", $"limit is 1 to {LimitMost}."));
        }

        if (ListCursor.Read(after).IsRefused(out var badCursor, out var cursor))
        {
            return Problem.From(badCursor);
        }

        if (filter.Check() is { } badFilter)
        {
            return Problem.From(badFilter);
        }

        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        if ((await ListScope.Find(connection, filter, actor.Institution)).IsRefused(out var refusal, out var scope))
        {
            return Problem.From(refusal);
        }

        var most = limit ?? LimitMost;
        var found = await ListedLines.Find(connection, filter, scope, cursor, most + 1);
        var shown = found.Take(most).ToList();
        var lines = await LineQuery.FindAll(connection, [.. shown.Select(place => place.Id)], actor.Institution);
        return Results.Ok(new InterventionPage([.. lines.Select(line => InterventionView.Of(line, actor))], found.Count > most ? shown[^1].ToString() : null));
    }
}

/// <summary>Lines by date, then id.</summary>
/// <param name="Next">Where to ask on from; null on the last page.</param>
public sealed record InterventionPage(IReadOnlyList<InterventionView> Interventions, string? Next);
