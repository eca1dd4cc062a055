using HourExchange.Ledger.Settlements.Domain;

namespace HourExchange.Ledger.Settlements.Netting;

/// <summary>A settlement that somebody wants netted, as it is kept.</summary>
/// <param name="Statement">The statement's number in its book.</param>
/// <param name="State">open, paid, netted or reopened.</param>
internal sealed record OwedSettlement(
    Guid Id, string Book, string Year, int Statement, int Edition, string Payer, string Payee, decimal Amount, string Currency, string State)
{
    public bool IsOf(string institution) => institution == Payer || institution == Payee;

    public NettedSettlement ToNetted() => new(Id, Payer, Payee, (long)(Amount * 100), Currency, $"{Book} {Year} {Statement}.{Edition}");

    public SharedSettlement ToShared() => new(Id, Book, Year, Statement, Edition, Payer, Payee, Amount);
}
