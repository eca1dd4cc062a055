namespace HourExchange.Interventions.Lines.Domain;

/// <summary>How an institution refers to a line.</summary>
/// <param name="Institution">Whose reference it is.</param>
/// <param name="Reference">1 to 80 characters.</param>
public sealed record LineReference(string Institution, string Reference);
