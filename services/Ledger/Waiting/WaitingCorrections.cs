using Dapper;
using Npgsql;

namespace HourExchange.Ledger.Waiting;

/// <summary>
/// Posted lines of which both sides of a comparison said last that they are to be corrected, and that stand as they did: for the institutions'
/// registrars, until the line is corrected or taken back, or the year is signed. Of the comparisons of a pair in a year the latest counts.
/// </summary>
internal static class WaitingCorrections
{
    private const string Agreed = """
        select posting.line as id, compared.book, compared.year, coalesce(
            case when lender.institution = @institution then posting.lending_reference else posting.receiving_reference end,
            posting.lending_reference, posting.receiving_reference, posting.line::text) as subject, agreed.since
        from (
            select reconciliation, position, max(decided_at) as since from (
                select distinct on (reconciliation, position, institution) reconciliation, position, outcome, decided_at from ledger.reconciliation_outcome
                where reconciliation = any(@ids) order by reconciliation, position, institution, id desc) as latest
            group by reconciliation, position having count(*) = 2 and bool_and(outcome = @outcome)) as agreed
        join ledger.reconciliation as compared on compared.id = agreed.reconciliation
        join ledger.reconciliation_item as item on item.reconciliation = agreed.reconciliation and item.position = agreed.position
        join ledger.posting on posting.book = compared.book and posting.number = item.posting
        join ledger.account as lender on lender.book = posting.book and lender.number = posting.credit_account
        where not exists (select from ledger.posting as reversal where reversal.book = posting.book and reversal.reverses = posting.number)
        order by agreed.since, posting.number limit @limit
        """;

    public static async Task<WaitingKind> Read(NpgsqlConnection connection, string institution, int limit)
    {
        var ids = (await WaitingReconciliations.Compared(connection, institution, limit)).Select(row => row.Id).ToArray();
        return WaitingKind.Of("lines-to-correct", (await connection.QueryAsync<Row>(
                Agreed, new { ids, institution, outcome = Reconciling.Domain.ReconciliationRules.LineToCorrect, limit }))
            .Select(row => new WaitingItem(row.Id, row.Book, row.Year, row.Subject, row.Since, $"/api/v1/interventions/{row.Id}")));
    }

    private sealed record Row(Guid Id, string Book, string Year, string Subject, DateTime Since);
}
