using HourExchange.Interventions.KeepingLines;

namespace HourExchange.Interventions.ListingInterventions;

/// <summary>Lines by date, then id.</summary>
/// <param name="Next">Where to ask on from; null on the last page.</param>
public sealed record InterventionPage(IReadOnlyList<InterventionView> Interventions, string? Next);
