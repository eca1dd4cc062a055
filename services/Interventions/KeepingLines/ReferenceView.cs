namespace HourExchange.Interventions.KeepingLines;

/// <summary>How an institution refers to a line.</summary>
public sealed record ReferenceView(string Institution, string Reference);
