using HourExchange.Ledger.Books.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Ledger.Settlements.Netting;

/// <summary>The nettings that concern an institution, for its readers.</summary>
public static class NettingsEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/nettings", List).For(BookAccess.Readers);
        routes.MapGet("/api/v1/nettings/{id:guid}", Read).For(BookAccess.Readers).Produces<NettingView>();
    }

    private static async Task<IResult> List(Guid? cursor, int? limit, HttpContext http, NpgsqlDataSource database)
    {
        if (PageAsked.Read(null, limit).IsRefused(out var refusal, out var page))
        {
            return Problem.From(refusal);
        }

        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        var taken = await NettingQuery.ReadPage(connection, Caller.Of(http.User), cursor, page.Take);
        var items = taken.Take(page.Limit).ToList();
        return Results.Ok(new { items, next = taken.Count > page.Limit ? items[^1].Id : (Guid?)null });
    }

    private static async Task<IResult> Read(Guid id, HttpContext http, NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        return await NettingQuery.View(connection, id, Caller.Of(http.User)) is { } netting
            ? Results.Ok(netting)
            : Problem.From(Refusal.NotFound("netting"));
    }
}
