using MassTransit;

namespace HourExchange.Contracts.Ledger.V1;

/// <summary>A year closed with minutes beyond the cap: one institution owes another money for them.</summary>
/// <param name="Payer">Has received more than it gave.</param>
/// <param name="Minutes">Above zero.</param>
/// <param name="Amount">Decimal with a point and two decimals, 0.00 or more.</param>
/// <param name="Currency">ISO 4217.</param>
[EntityName("ledger.settlement-agreed.v1")]
[MessageUrn("ledger.settlement-agreed.v1")]
public sealed record SettlementAgreed(
    Guid Settlement, string Book, string Year, Guid Statement, string Payer, string Payee, int Minutes, string Amount, string Currency);
