using MassTransit;

namespace HourExchange.Contracts.Interventions.V1;

/// <summary>A committee of an agreement met. What was said and decided stays with the agreement: it may name people.</summary>
/// <param name="CommitteeKind">steering, monitoring or thematic.</param>
/// <param name="Number">Gapless in its agreement, from 1.</param>
/// <param name="Participants">How many took part: 1 or more.</param>
/// <param name="Decisions">How many decisions were taken: 0 or more.</param>
[EntityName("interventions.meeting-recorded.v1")]
[MessageUrn("interventions.meeting-recorded.v1")]
public sealed record MeetingRecorded(
    Guid Meeting, string Agreement, Guid Committee, string CommitteeKind, int Number, DateOnly HeldOn, int Participants, int Decisions);
