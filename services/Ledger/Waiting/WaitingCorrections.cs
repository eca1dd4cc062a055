using Dapper;
using HourExchange.Ledger.Reconciling.Reading;
using Npgsql;

namespace HourExchange.Ledger.Waiting;

/// <summary>
/// Lines that both sides of a comparison want corrected and that stand as they did: for the institutions' registrars, until that is done or the year is signed.
/// Of the comparisons of a pair in a year the latest counts.
/// </summary>
internal static class WaitingCorrections
{
    private static readonly string Agreed = $"""
        select posting.line as id, compared.book, compared.year, coalesce(
            case when lender.institution = @institution then posting.lending_reference else posting.receiving_reference end,
            posting.lending_reference, posting.receiving_reference, posting.line::text) as subject, agreed.since
        from ({AgreedCorrections.Of("reconciliation = any(@ids)")}) as agreed
        join ledger.reconciliation as compared on compared.id = agreed.reconciliation
        join ledger.posting on posting.book = agreed.book and posting.number = agreed.number
        join ledger.account as lender on lender.book = posting.book and lender.number = posting.credit_account
        order by agreed.since, posting.number limit @limit
        """;

    public static async Task<WaitingKind> Read(NpgsqlConnection connection, string institution, int limit)
    {
        var ids = (await WaitingReconciliations.Compared(connection, institution, limit)).Select(row => row.Id).ToArray();
        return WaitingKind.Of("lines-to-correct", (await connection.QueryAsync<Row>(
                Agreed, new { ids, institution, limit }))
            .Select(row => new WaitingItem(row.Id, row.Book, row.Year, row.Subject, row.Since, $"/api/v1/interventions/{row.Id}")));
    }

    private sealed record Row(Guid Id, string Book, string Year, string Subject, DateTime Since);
}
