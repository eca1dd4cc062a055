namespace HourExchange.Ledger.Settlements.Netting;

/// <summary>A settlement that a netting takes the place of, as its two ends see it.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Book">Code of the agreement.</param>
/// <param name="Year">Label of the year.</param>
/// <param name="Statement">The number, in its book, of the statement that it stems from.</param>
/// <param name="Edition">Of that statement.</param>
/// <param name="Payer">Code of the institution that owes.</param>
/// <param name="Payee">Code of the institution that is owed.</param>
/// <param name="Amount">In the netting's currency, two decimals.</param>
public sealed record SharedSettlement(Guid Id, string Book, string Year, int Statement, int Edition, string Payer, string Payee, decimal Amount);
