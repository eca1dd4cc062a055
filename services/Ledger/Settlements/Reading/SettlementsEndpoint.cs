using HourExchange.Ledger.Books.Keeping;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Ledger.Settlements.Reading;

/// <summary>An institution's settlements, of all its books.</summary>
public static class SettlementsEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/settlements", Read).For(BookAccess.Readers).WithName("listSettlements");

    /// <param name="cursor">The former name of <c>after</c>.</param>
    private static async Task<Shown<SettlementPage>> Read(Guid? after, Guid? cursor, int? limit, HttpContext http, NpgsqlDataSource database)
    {
        if (Page.Read(after ?? cursor, limit).IsRefused(out var refusal, out var page))
        {
            return refusal;
        }

        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        var taken = await SettlementQuery.ReadPage(connection, Caller.Of(http.User), page.After, page.Take);
        var (items, next) = page.Cut(taken, settlement => settlement.Id);
        return new SettlementPage(items, next);
    }
}

/// <summary>A page of settlements.</summary>
/// <param name="Items">In the order of closing.</param>
/// <param name="Next">What to send as <c>after</c> for the next page; null on the last.</param>
public sealed record SettlementPage(IReadOnlyList<SettlementView> Items, Guid? Next);
