namespace HourExchange.Ledger.Settlements.Domain;

/// <summary>
/// What one institution sees of a netting: its own settlements, and the payments of which it is an end. All of its payments
/// together stand for all of its settlements together: settlements in less out are payments in less out. A single payment
/// stands for no single settlement, and its two ends do not see each other's settlements with third institutions.
/// </summary>
internal sealed record NettingShare(string Institution, IReadOnlyList<NettedSettlement> Settlements, IReadOnlyList<Payment> Payments)
{
    public long SettlementsInCents => Settlements.Where(settlement => settlement.Payee == Institution).Sum(settlement => settlement.AmountCents);
    public long SettlementsOutCents => Settlements.Where(settlement => settlement.Payer == Institution).Sum(settlement => settlement.AmountCents);
    public long PaymentsInCents => Payments.Where(payment => payment.Payee == Institution).Sum(payment => payment.Cents);
    public long PaymentsOutCents => Payments.Where(payment => payment.Payer == Institution).Sum(payment => payment.Cents);
}
