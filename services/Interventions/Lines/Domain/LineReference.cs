namespace HourExchange.Interventions.Lines.Domain;

/// <summary>How an institution refers to a line.</summary>
/// <param name="Institution">Whose reference it is.</param>
public sealed record LineReference(string Institution, string Reference);
