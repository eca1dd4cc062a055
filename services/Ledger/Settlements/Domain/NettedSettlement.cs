namespace HourExchange.Ledger.Settlements.Domain;

/// <summary>A settlement that a netting takes the place of.</summary>
/// <param name="AmountCents">What the payer owes the payee, in hundredths of the currency: 0 to <see cref="NettingRules.AmountLimitCents"/>.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Statement">The label of the statement it settles, which both ends know.</param>
internal sealed record NettedSettlement(Guid Id, string Payer, string Payee, long AmountCents, string Currency, string Statement);
