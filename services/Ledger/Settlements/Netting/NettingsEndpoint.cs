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

    /// <param name="cursor">The former name of <c>after</c>.</param>
    private static async Task<IResult> List(Guid? after, Guid? cursor, int? limit, HttpContext http, NpgsqlDataSource database)
    {
        if (Page.Read(after ?? cursor, limit).IsRefused(out var refusal, out var page))
        {
            return Problem.From(refusal);
        }

        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        var taken = await NettingQuery.ReadPage(connection, Caller.Of(http.User), page.After, page.Take);
        var (items, next) = page.Cut(taken, netting => netting.Id);
        return Results.Ok(new { items, next });
    }

    private static async Task<IResult> Read(Guid id, HttpContext http, NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        return await NettingQuery.View(connection, id, Caller.Of(http.User)) is { } netting
            ? Results.Ok(netting)
            : Problem.From(Refusal.NotFound("netting"));
    }
}
