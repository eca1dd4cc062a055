namespace HourExchange.Interventions.Lines.Domain;

/// <summary>What is wrong with a line, and in which of its fields.</summary>
/// <param name="Field">Name of the <see cref="LineDraft"/> property, in camelCase.</param>
public sealed record LineFault(string Field, string Code, string Message);
