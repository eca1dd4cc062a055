using Dapper;
using HourExchange.Ledger.Reconciling.Reading;
using Npgsql;

namespace HourExchange.Ledger.Waiting;

/// <summary>
/// Lines that a list alone has and that both sides of a comparison want in the book: for the institutions' registrars, until each is registered and posted or the
/// year is signed. Of the comparisons of a pair in a year the latest counts.
/// </summary>
internal static class WaitingRegistrations
{
    private static readonly string Agreed = $"""
        select agreed.reconciliation as id, compared.book, compared.year, coalesce(item.list_reference, item.list_row::text) as subject, agreed.since, item.position
        from ({AgreedRegistrations.Of("reconciliation = any(@ids)")}) as agreed
        join ledger.reconciliation as compared on compared.id = agreed.reconciliation
        join ledger.reconciliation_item as item on item.reconciliation = agreed.reconciliation and item.position = agreed.position
        order by agreed.since, agreed.reconciliation, item.position limit @limit
        """;

    public static async Task<WaitingKind> Read(NpgsqlConnection connection, string institution, int limit)
    {
        var ids = (await WaitingReconciliations.Compared(connection, institution, limit)).Select(row => row.Id).ToArray();
        return WaitingKind.Of("lines-to-register", (await connection.QueryAsync<Row>(Agreed, new { ids, limit }))
            .Select(row => new WaitingItem(row.Id, row.Book, row.Year, row.Subject, row.Since, $"/api/v1/reconciliations/{row.Id}", Position: row.Position)));
    }

    private sealed record Row(Guid Id, string Book, string Year, string Subject, DateTime Since, int Position);
}
