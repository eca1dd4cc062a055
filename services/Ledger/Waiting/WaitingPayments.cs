using System.Globalization;
using Dapper;
using HourExchange.Ledger.Settlements.Reading;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Ledger.Waiting;

/// <summary>What the institution owes in money: settlements of closed years that nothing was paid of and no netting stands for, and payments of nettings.</summary>
internal static class WaitingPayments
{
    private const string Unpaid = $"""
        select id, book, year, amount, currency, since from (
            select settlement.id, settlement.book, settlement.year, amount, currency, statement.posted_at as since
            from ledger.settlement join ledger.statement on statement.id = settlement.statement
            where payer = @Institution and {SettlementQuery.State} = 'open'
            union all
            select netting.id, null, null, payment.amount, payment.currency, netting.decided_at
            from ledger.netting_payment as payment join ledger.netting on netting.id = payment.netting
            where payment.payer = @Institution and payment.paid_on is null and netting.state = 'accepted') as owed
        order by since, id limit @limit
        """;

    public static async Task<WaitingKind> Read(NpgsqlConnection connection, Caller finance, int limit) =>
        WaitingKind.Of("payments-to-make", (await connection.QueryAsync<Row>(Unpaid, new { finance.Institution, limit })).Select(owed => new WaitingItem(
            owed.Id, owed.Book, owed.Year, string.Create(CultureInfo.InvariantCulture, $"{owed.Amount:0.00} {owed.Currency}"), owed.Since,
            owed.Book is null ? $"/api/v1/nettings/{owed.Id}" : $"/api/v1/books/{owed.Book}/statement?year={owed.Year}")));

    private sealed record Row(Guid Id, string? Book, string? Year, decimal Amount, string Currency, DateTime Since);
}
