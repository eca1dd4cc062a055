namespace HourExchange.Ledger.Proposals.Reading;

/// <param name="Reason">Of a refusal.</param>
public sealed record DecisionView(string Institution, string Subject, bool Consents, string? Reason, DateTime DecidedAt);
