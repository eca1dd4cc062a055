namespace HourExchange.Interventions.Lines.ProposingChanges;

/// <param name="Decision">taken: the line is corrected accordingly; dropped: the line stays as it is.</param>
/// <param name="Reason">Why it is taken, 3 to 1000 characters.</param>
public sealed record DecisionRequest(string Decision, string? Reason = null);
