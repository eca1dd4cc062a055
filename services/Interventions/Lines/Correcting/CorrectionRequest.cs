namespace HourExchange.Interventions.Lines.Correcting;

/// <param name="Reason">Why, 3 to 1000 characters: the keys fall, and the other side is owed a reason.</param>
/// <param name="Changes">The fields that change.</param>
public sealed record CorrectionRequest(LineChanges Changes, string? Reason = null);
