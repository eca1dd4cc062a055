using HourExchange.Interventions.Lines.Reading;

namespace HourExchange.Interventions.Lines.Listing;

/// <summary>Lines by date, then id.</summary>
/// <param name="Next">Where to ask on from; null on the last page.</param>
public sealed record InterventionPage(IReadOnlyList<InterventionView> Interventions, string? Next);
