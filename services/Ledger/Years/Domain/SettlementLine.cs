namespace HourExchange.Ledger.Years.Domain;

/// <summary>What one institution owes another for a year, per pair and domain or group of domains: minutes valued in money.</summary>
/// <param name="Payer">Has received more than it gave.</param>
/// <param name="Tariff">Money per 60 minutes on the year's last day; null where the group's domains have several.</param>
/// <param name="Amount">minutes × tariff / 60, half away from zero to 0.01, rounded once.</param>
internal sealed record SettlementLine(
    int Position, string Payer, string Payee, IReadOnlyList<string> Domains, int Minutes, decimal? Tariff, decimal Amount, string Currency);
