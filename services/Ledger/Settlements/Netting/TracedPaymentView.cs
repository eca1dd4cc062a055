namespace HourExchange.Ledger.Settlements.Netting;

/// <summary>A payment and what it stands for.</summary>
/// <param name="Settlements">
/// Those of the reader's institution, each with its statement. All payments of the institution together stand for all of them together.
/// </param>
public sealed record TracedPaymentView(Guid Netting, string Currency, NettedPaymentView Payment, IReadOnlyList<SharedSettlement> Settlements);
