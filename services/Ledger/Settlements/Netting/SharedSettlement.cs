namespace HourExchange.Ledger.Settlements.Netting;

/// <summary>A settlement that a netting takes the place of, as its two ends see it.</summary>
/// <param name="Statement">The number, in its book, of the statement that it stems from.</param>
/// <param name="Amount">In the netting's currency, two decimals.</param>
public sealed record SharedSettlement(Guid Id, string Book, string Year, int Statement, int Edition, string Payer, string Payee, decimal Amount);
