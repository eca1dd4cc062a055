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
        routes.MapGet("/api/v1/nettings", List).For(BookAccess.Readers).WithName("listNettings");
        routes.MapGet("/api/v1/nettings/{id:guid}", Read).For(BookAccess.Readers).WithName("getNetting");
    }

    /// <param name="cursor">The former name of <c>after</c>.</param>
    private static async Task<Shown<NettingPage>> List(Guid? after, Guid? cursor, int? limit, HttpContext http, NpgsqlDataSource database)
    {
        if (Page.Read(after ?? cursor, limit).IsRefused(out var refusal, out var page))
        {
            return refusal;
        }

        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        var taken = await NettingQuery.ReadPage(connection, Caller.Of(http.User), page.After, page.Take);
        var (items, next) = page.Cut(taken, netting => netting.Id);
        return new NettingPage(items, next);
    }

    private static async Task<Shown<NettingView>> Read(Guid id, HttpContext http, NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        return await NettingQuery.View(connection, id, Caller.Of(http.User)) is { } netting
            ? netting
            : Refusal.NotFound("netting");
    }
}

/// <summary>A page of nettings.</summary>
/// <param name="Items">In the order of proposing.</param>
/// <param name="Next">What to send as <c>after</c> for the next page; null on the last.</param>
public sealed record NettingPage(IReadOnlyList<NettingSummary> Items, Guid? Next);
