using MassTransit;

namespace HourExchange.Contracts.Interventions.V1;

/// <summary>A committee of an agreement as it is recorded now: formed, made up anew, dissolved, or a forgotten name struck. People stand here by code.</summary>
/// <param name="Revision">1 when it is formed, one more each time it is told of. Gapless; the highest replaces the others.</param>
/// <param name="Number">Gapless in its agreement, from 1.</param>
/// <param name="Kind">steering, monitoring or thematic.</param>
/// <param name="Called">What it is called: 1 to 200 characters.</param>
/// <param name="Compositions">The last 20, in the order in which they were said: of those that have begun on a day the last one holds.</param>
/// <param name="DissolvedOn">Its last day; null while it is not dissolved.</param>
[EntityName("interventions.committee-changed.v1")]
[MessageUrn("interventions.committee-changed.v1")]
public sealed record CommitteeChanged(
    Guid Committee, string Agreement, int Revision, int Number, string Kind, string Called, IReadOnlyList<CommitteeComposition> Compositions, DateOnly? DissolvedOn);
