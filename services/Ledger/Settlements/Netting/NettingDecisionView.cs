namespace HourExchange.Ledger.Settlements.Netting;

/// <summary>What an institution decided. Not by whom: the others may have no agreement with it.</summary>
/// <param name="Reason">Of a refusal.</param>
public sealed record NettingDecisionView(string Institution, bool Consents, string? Reason, DateTime DecidedAt);
