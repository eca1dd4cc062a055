using MassTransit;

namespace HourExchange.Contracts.Ledger.V1;

/// <summary>A payment of a settlement that was recorded was taken back: the settlement is open, unless a later one was recorded. Why stays in the ledger.</summary>
/// <param name="Payment">As <see cref="SettlementPaid.Payment"/> said.</param>
[EntityName("ledger.payment-withdrawn.v1")]
[MessageUrn("ledger.payment-withdrawn.v1")]
public sealed record PaymentWithdrawn(Guid Settlement, string Book, string Year, int Payment);
