namespace HourExchange.Ledger.Settlements.Netting;

/// <summary>What an institution's finance decided on a netting.</summary>
internal sealed record NettingDecision(string Institution, string Subject, bool Consents, string? Reason, DateTime DecidedAt);
