namespace HourExchange.Interventions.Lines.Reading;

/// <summary>How an institution refers to a line.</summary>
public sealed record ReferenceView(string Institution, string Reference);
