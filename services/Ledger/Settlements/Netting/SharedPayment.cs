namespace HourExchange.Ledger.Settlements.Netting;

/// <summary>A payment that a netting comes to.</summary>
/// <param name="Amount">Above zero, in the netting's currency, two decimals.</param>
internal sealed record SharedPayment(string Payer, string Payee, decimal Amount);
