namespace HourExchange.Ledger.Settlements.Netting;

/// <summary>An institution's share of a netting: all that it sees of it. Its JSON text is hashed.</summary>
/// <param name="NetPosition">What it is paid in all; below zero, what it pays.</param>
/// <param name="Payments">All together stand for all of <paramref name="Settlements"/>. Their places in this list are the positions by which they are recorded.</param>
/// <param name="Salt">128 random bits: others see the share's hash, and must not find the share by trying.</param>
internal sealed record ShareContent(
    string Institution, string Currency, decimal NetPosition, IReadOnlyList<SharedSettlement> Settlements, IReadOnlyList<SharedPayment> Payments, string Salt);

/// <summary>A payment that a netting comes to.</summary>
/// <param name="Amount">Above zero, in the netting's currency, two decimals.</param>
internal sealed record SharedPayment(string Payer, string Payee, decimal Amount);
