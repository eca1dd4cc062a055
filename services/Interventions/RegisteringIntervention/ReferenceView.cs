namespace HourExchange.Interventions.RegisteringIntervention;

/// <summary>How an institution refers to a line.</summary>
public sealed record ReferenceView(string Institution, string Reference);
