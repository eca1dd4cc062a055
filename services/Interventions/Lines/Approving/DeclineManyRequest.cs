namespace HourExchange.Interventions.Lines.Approving;

/// <param name="Ids">1 to 1000; one given twice counts once.</param>
/// <param name="Reason">3 to 1000 characters, the same for all.</param>
public sealed record DeclineManyRequest(IReadOnlyList<Guid> Ids, string? Reason = null);
