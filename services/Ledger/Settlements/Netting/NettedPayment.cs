namespace HourExchange.Ledger.Settlements.Netting;

/// <summary>When and how a payment of an accepted netting was made.</summary>
/// <param name="PaidOn">Null until it is recorded.</param>
internal sealed record NettedPayment(string Payer, string Payee, DateOnly? PaidOn, string? PaymentReference);
