namespace HourExchange.Ledger.ProposingEntry;

/// <param name="Reason">Of a refusal.</param>
public sealed record DecisionView(string Institution, string Subject, bool Consents, string? Reason, DateTime DecidedAt);
