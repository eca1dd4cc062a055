using MassTransit;

namespace HourExchange.Contracts.Ledger.V1;

/// <summary>The payment of a settlement was recorded. Its reference stays in the ledger.</summary>
/// <param name="Payment">From 1, one more after each that was taken back; 1 in an event of before payments could be.</param>
[EntityName("ledger.settlement-paid.v1")]
[MessageUrn("ledger.settlement-paid.v1")]
public sealed record SettlementPaid(Guid Settlement, string Book, string Year, DateOnly PaidOn, int Payment = 1);
