using HourExchange.Ledger.Books.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Ledger.Reconciling.Reading;

/// <summary>What a comparison found, and what both sides say of it.</summary>
public static class ReadReconciliationEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/reconciliations/{id:guid}", Read).For(BookAccess.Readers).WithName("getReconciliation");

    private static async Task<Shown<ReconciliationItems>> Read(Guid id, int? after, int? limit, HttpContext http, NpgsqlDataSource database)
    {
        if (Page.Read<int?>(after ?? 0, limit).IsRefused(out var refusal, out var page))
        {
            return refusal;
        }

        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        if (await ReconciliationQuery.Find(connection, id, Caller.Of(http.User).Institution) is not { } reconciliation)
        {
            return Refusal.NotFound("reconciliation");
        }

        var from = after ?? 0;
        var taken = await ReconciliationQuery.ReadItems(connection, id, from, page.Take).ToListAsync(http.RequestAborted);
        var (rows, next) = page.Cut(taken, item => item.Position);
        var outcomes = await ReconciliationQuery.ReadOutcomes(connection, id, from + 1, rows.Count == 0 ? from : rows[^1].Position);
        return new ReconciliationItems(
            reconciliation, await ReconciliationQuery.CountAgreed(connection, id), [.. rows.Select(row => row.ToView(outcomes[row.Position]))], next);
    }
}
