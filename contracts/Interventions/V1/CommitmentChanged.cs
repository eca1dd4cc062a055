using MassTransit;

namespace HourExchange.Contracts.Interventions.V1;

/// <summary>A commitment of the parties beside the exchange of hours as it stands: recorded, its state said, remarked on, or a forgotten name struck.</summary>
/// <param name="Revision">1 when it is recorded, one more each time it is told of. Gapless; the highest holds.</param>
/// <param name="Kind">joint-event, cross-listed-course, recruitment-priority, research-opening, placement or other.</param>
/// <param name="Domain">One of the agreement's domains, or null where it belongs to none.</param>
/// <param name="State">planned, running, fulfilled or abandoned.</param>
/// <param name="ChangedAt">When something was last said of it. Striking a name says nothing.</param>
/// <param name="OwedBy">Code of the party that owes it; null where all do, and before it was told.</param>
/// <param name="Text">What was promised, 1 to 1000 characters; null before it was told.</param>
/// <param name="Remarks">At most one an academic year, the earliest first; null before they were told.</param>
[EntityName("interventions.commitment-changed.v1")]
[MessageUrn("interventions.commitment-changed.v1")]
public sealed record CommitmentChanged(
    Guid Commitment, string Agreement, int Revision, string Kind, string? Domain, string State, DateTimeOffset ChangedAt,
    string? OwedBy = null, string? Text = null, IReadOnlyList<CommitmentRemark>? Remarks = null);
