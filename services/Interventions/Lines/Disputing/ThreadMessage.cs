namespace HourExchange.Interventions.Lines.Disputing;

/// <summary>What somebody wrote while a line was disputed.</summary>
/// <param name="Number">From 1.</param>
public sealed record ThreadMessage(int Number, string Institution, string Subject, DateTime At, string Text);
