using HourExchange.Ledger.Books.Keeping;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Ledger.Reconciling.Reading;

/// <summary>The comparisons of a book that the caller's institution is a side of, the latest first.</summary>
public static class ReconciliationsEndpoint
{
    private const int PageLimit = 50;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/books/{book}/reconciliations", Read).For(BookAccess.Readers).WithName("listReconciliations");

    /// <param name="before">The former name of <c>after</c>.</param>
    private static async Task<Shown<ReconciliationPage>> Read(string book, Guid? after, Guid? before, int? limit, HttpContext http, NpgsqlDataSource database)
    {
        if (Page.Read(after ?? before, limit, PageLimit).IsRefused(out var refusal, out var page))
        {
            return refusal;
        }

        var caller = Caller.Of(http.User);
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        if ((await BookAccess.Find(connection, book, caller.Institution)).IsRefused(out var unknown, out _))
        {
            return unknown;
        }

        var taken = await ReconciliationQuery.Read(connection, book, caller, page.After, page.Take);
        var (shown, next) = page.Cut(taken, reconciliation => reconciliation.Id);
        return new ReconciliationPage(shown, next);
    }
}

/// <summary>A page of comparisons.</summary>
/// <param name="Reconciliations">The latest first.</param>
/// <param name="Next">To be handed back as <c>after</c>; null on the last page.</param>
public sealed record ReconciliationPage(IReadOnlyList<ReconciliationView> Reconciliations, Guid? Next);
