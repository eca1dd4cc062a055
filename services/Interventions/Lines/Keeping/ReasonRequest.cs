namespace HourExchange.Interventions.Lines.Keeping;

/// <param name="Reason">3 to 1000 characters.</param>
public sealed record ReasonRequest(string? Reason = null);
