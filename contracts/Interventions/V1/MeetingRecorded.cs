using MassTransit;

namespace HourExchange.Contracts.Interventions.V1;

/// <summary>A committee of an agreement met, as it is recorded now: recorded, corrected, or a forgotten name struck. Who took part and what was noted stays with the agreement.</summary>
/// <param name="CommitteeKind">steering, monitoring or thematic.</param>
/// <param name="Number">Gapless in its agreement, from 1.</param>
/// <param name="Participants">How many took part: 1 or more.</param>
/// <param name="Decisions">How many decisions were taken: 0 or more.</param>
/// <param name="Revision">1 when it is recorded, one more each time it is told of. Gapless; the highest replaces the others.</param>
/// <param name="DecisionTexts">What was decided, in the order of the numbers, at most 50; null before it was told.</param>
[EntityName("interventions.meeting-recorded.v1")]
[MessageUrn("interventions.meeting-recorded.v1")]
public sealed record MeetingRecorded(
    Guid Meeting, string Agreement, Guid Committee, string CommitteeKind, int Number, DateOnly HeldOn, int Participants, int Decisions,
    int Revision = 1, IReadOnlyList<MeetingDecision>? DecisionTexts = null);
