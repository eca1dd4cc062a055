namespace HourExchange.Ledger.Settlements.Netting;

/// <param name="PaidOn">Day of payment, not after today.</param>
/// <param name="Reference">Of the payment: 1 to 140 characters, as a bank statement has it.</param>
public sealed record NettedPaymentRequest(DateOnly PaidOn, string Reference);
