using MassTransit;

namespace HourExchange.Contracts.Ledger.V1;

/// <summary>The payment of a settlement was recorded. Its reference stays in the ledger.</summary>
[EntityName("ledger.settlement-paid.v1")]
[MessageUrn("ledger.settlement-paid.v1")]
public sealed record SettlementPaid(Guid Settlement, string Book, string Year, DateOnly PaidOn);
