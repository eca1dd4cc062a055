namespace HourExchange.Interventions.Lines.Approving;

/// <param name="Ids">1 to 1000; one given twice counts once.</param>
public sealed record ApproveManyRequest(IReadOnlyList<Guid> Ids);
