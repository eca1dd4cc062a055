using HourExchange.Ledger.Books.Keeping;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Ledger.Settlements.Reading;

/// <summary>An institution's settlements, of all its books.</summary>
public static class SettlementsEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/settlements", Read).For(BookAccess.Readers);

    private static async Task<IResult> Read(Guid? cursor, int? limit, HttpContext http, NpgsqlDataSource database)
    {
        if (PageAsked.Read(null, limit).IsRefused(out var refusal, out var page))
        {
            return Problem.From(refusal);
        }

        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        var taken = await SettlementQuery.ReadPage(connection, Caller.Of(http.User).Institution, cursor, page.Take);
        var items = taken.Take(page.Limit).ToList();
        return Results.Ok(new { items, next = taken.Count > page.Limit ? items[^1].Id : (Guid?)null });
    }
}
