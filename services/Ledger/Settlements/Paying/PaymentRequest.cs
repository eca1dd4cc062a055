namespace HourExchange.Ledger.Settlements.Paying;

/// <param name="PaidOn">Day of payment, not after today.</param>
/// <param name="Reference">Of the payment: 1 to 140 characters, as a bank statement has it.</param>
/// <param name="Settlement">Which one, where your institution has several in the year.</param>
public sealed record PaymentRequest(DateOnly PaidOn, string Reference, Guid? Settlement = null);
