namespace HourExchange.Contracts.Interventions.V1;

/// <summary>A decision of a meeting.</summary>
/// <param name="Number">Within the meeting, from 1.</param>
/// <param name="Text">1 to 1000 characters.</param>
public sealed record MeetingDecision(int Number, string Text);
