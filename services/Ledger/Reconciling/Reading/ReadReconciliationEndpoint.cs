using System.Data;
using HourExchange.Ledger.Books.Keeping;
using HourExchange.Ledger.Reconciling.Domain;
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

    /// <param name="finding">Only items of this finding: different, missing-here, missing-there or matched. Of JSON alone, as settled.</param>
    /// <param name="settled">Only what differs: true where both institutions have said the same last, false where they have not.</param>
    private static async Task<Shown<ReconciliationItems>> Read(
        Guid id, int? after, int? limit, string? finding, bool? settled, [AsParameters] SheetAsked asked, string? language, HttpContext http, NpgsqlDataSource database, TimeProvider clock)
    {
        if (SheetFormat.Negotiate(http, asked).IsRefused(out var refusal, out var format) || Page.Read<int?>(after ?? 0, limit).IsRefused(out refusal, out var page))
        {
            return refusal;
        }

        if (finding is not null && ListFindings.Check(finding, ListFindings.InOrder) is { } unknown)
        {
            return unknown;
        }

        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        // The items never change; an outcome that comes while they are written would be counted and not printed.
        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, http.RequestAborted);
        if (await ReconciliationQuery.Find(connection, id, Caller.Of(http.User)) is not { } reconciliation)
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
            var said = await ReconciliationQuery.ReadOutcomes(connection, id);
            return await format.Answer(
                http, new ReconciliationItems(reconciliation, agreed, 0, 0, [], null, sums),
                shown => ReconciliationSheet.Of(
                    shown.Reconciliation, sums, agreed, () => ReconciliationQuery.ReadItems(connection, id, 0, int.MaxValue), said, terms.Reference, words),
                asked.Table);
        }

        var from = after ?? 0;
        var which = new ReconciliationQuery.AskedItems(finding, settled);
        var taken = await ReconciliationQuery.ReadItems(connection, id, which, from, page.Take);
        var (rows, next) = page.Cut(taken, item => item.Position);
        var outcomes = await ReconciliationQuery.ReadOutcomes(connection, id, [.. rows.Select(row => row.Position)]);
        return new ReconciliationItems(
            reconciliation, agreed, await ReconciliationQuery.CountItems(connection, id, which), await ReconciliationQuery.CountUnsaid(connection, id, finding, Caller.Of(http.User)),
            [.. rows.Select(row => row.ToView(outcomes[row.Position]))], next, await ReconciliationQuery.ReadSums(connection, id));
    }
}
