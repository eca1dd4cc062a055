using MassTransit;

namespace HourExchange.Contracts.Ledger.V1;

/// <summary>A netting that all have consented to takes the place of a settlement: it is not paid by itself any more.</summary>
[EntityName("ledger.settlement-netted.v1")]
[MessageUrn("ledger.settlement-netted.v1")]
public sealed record SettlementNetted(Guid Settlement, string Book, string Year, Guid Netting);
