namespace HourExchange.Interventions.Committees.Domain;

/// <param name="Text">1 to 1000 characters.</param>
public sealed record DecisionDraft(string Text);
