namespace HourExchange.Interventions.Lines.Approving;

/// <summary>What became of one of many lines.</summary>
/// <param name="Status">done or refused.</param>
/// <param name="Code">Of the refusal; null when done.</param>
public sealed record LineResult(Guid Id, string Status, string? Code, string? Message);
