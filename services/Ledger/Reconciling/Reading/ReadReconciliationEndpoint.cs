using System.Data;
using HourExchange.Ledger.Books.Keeping;
using HourExchange.Ledger.Reconciling.Printing;
using HourExchange.Ledger.Years.Printing;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.OpenApi;
using HourExchange.Plumbing.Security;
using HourExchange.Ui.Sheets;
using Npgsql;

namespace HourExchange.Ledger.Reconciling.Reading;

/// <summary>
/// What a comparison found, and what both sides say of it. As JSON page by page; whole as HTML to print, XLSX, or CSV of one of its tables, by Accept, by
/// <c>format</c>, in the language of Accept-Language or <c>language</c>.
/// </summary>
public static class ReadReconciliationEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/reconciliations/{id:guid}", Read).For(BookAccess.Readers).WithName("getReconciliation").GivesFileToo(SheetFormat.FileTypes);

    private static async Task<Shown<ReconciliationItems>> Read(
        Guid id, int? after, int? limit, [AsParameters] SheetAsked asked, string? language, HttpContext http, NpgsqlDataSource database, TimeProvider clock)
    {
        if (SheetFormat.Negotiate(http, asked).IsRefused(out var refusal, out var format) || Page.Read<int?>(after ?? 0, limit).IsRefused(out refusal, out var page))
        {
            return refusal;
        }

        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        // The items never change; an outcome that comes while they are written would be counted and not printed.
        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, http.RequestAborted);
        if (await ReconciliationQuery.Find(connection, id, Caller.Of(http.User).Institution) is not { } reconciliation)
        {
            return Refusal.NotFound("reconciliation");
        }

        var agreed = await ReconciliationQuery.CountAgreed(connection, id);
        if (!format.IsJson)
        {
            var agreement = (await AgreementQuery.Find(connection, reconciliation.Book, moment))!;
            var terms = agreement.TermsAt(agreement.Find(reconciliation.Year)?.LastDay ?? DateOnly.MaxValue);
            var words = new StatementWords(SheetLanguage.Of(http, language), terms, clock);
            var sums = await ReconciliationQuery.ReadSums(connection, id);
            var said = await ReconciliationQuery.ReadOutcomes(connection, id, 1, int.MaxValue);
            return await format.Answer(
                http, new ReconciliationItems(reconciliation, agreed, [], null),
                shown => ReconciliationSheet.Of(
                    shown.Reconciliation, sums, agreed, () => ReconciliationQuery.ReadItems(connection, id, 0, int.MaxValue), said, terms.Reference, words),
                asked.Table);
        }

        var from = after ?? 0;
        var taken = await ReconciliationQuery.ReadItems(connection, id, from, page.Take).ToListAsync(http.RequestAborted);
        var (rows, next) = page.Cut(taken, item => item.Position);
        var outcomes = await ReconciliationQuery.ReadOutcomes(connection, id, from + 1, rows.Count == 0 ? from : rows[^1].Position);
        return new ReconciliationItems(reconciliation, agreed, [.. rows.Select(row => row.ToView(outcomes[row.Position]))], next);
    }
}
