using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Lines.Keeping;
using HourExchange.Interventions.Lines.Reading;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Lines.Listing;

/// <summary>The lines of the agreements that the caller's institution is a party to, filtered, page by page.</summary>
public static class ListEndpoint
{
    private const int LimitMost = 200;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/interventions", Read).For(AgreementAccess.Readers).WithName("listInterventions");

    /// <param name="newestFirst">The latest date first; else the earliest.</param>
    private static async Task<Shown<InterventionPage>> Read(
        [AsParameters] ListFilter filter, string? after, int? limit, bool? newestFirst, HttpContext http, NpgsqlDataSource database, TimeProvider clock)
    {
        var actor = ChangeLine.ActorOf(http);
        if (ListCursor.Read(after, newestFirst == true).IsRefused(out var badPage, out var cursor)
            || Page.Read<ListCursor?>(cursor, limit, LimitMost).IsRefused(out badPage, out var page))
        {
            return badPage;
        }

        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        if ((await ListScope.Find(connection, filter, actor)).IsRefused(out var refusal, out var scope))
        {
            return refusal;
        }

        var (shown, next) = page.Cut(await ListedLines.Find(connection, filter, scope, actor, cursor, newestFirst == true, page.Take, clock), place => place);
        var lines = await LineQuery.FindAll(connection, [.. shown.Select(place => place.Id)], actor.Institution);
        return new InterventionPage(await ContributorNames.Add(connection, await ShownLines.Of(connection, null, lines, actor), actor), next?.ToString());
    }
}

/// <summary>Lines by date, then id, the earliest or the latest first.</summary>
/// <param name="Interventions">At most 200.</param>
/// <param name="Next">Where to ask on from; null on the last page.</param>
public sealed record InterventionPage(IReadOnlyList<InterventionView> Interventions, string? Next);
