using MassTransit;

namespace HourExchange.Contracts.Interventions.V1;

/// <summary>A commitment of the parties beside the exchange of hours was recorded, or its state changed.</summary>
/// <param name="Revision">1 when it is recorded, one more at each change. Gapless; the highest holds.</param>
/// <param name="Kind">joint-event, cross-listed-course, recruitment-priority, research-opening, placement or other.</param>
/// <param name="Domain">One of the agreement's domains, or null where it belongs to none.</param>
/// <param name="State">planned, running, fulfilled or abandoned.</param>
[EntityName("interventions.commitment-changed.v1")]
[MessageUrn("interventions.commitment-changed.v1")]
public sealed record CommitmentChanged(
    Guid Commitment, string Agreement, int Revision, string Kind, string? Domain, string State, DateTimeOffset ChangedAt);
