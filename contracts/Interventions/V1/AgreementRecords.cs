using MassTransit;

namespace HourExchange.Contracts.Interventions.V1;

/// <summary>
/// A page of all that Interventions has to tell, as it stands now: the answer to <c>reporting.records-asked.v1</c>. What it holds are messages
/// of the contracts named, each as it would be told if it changed now.
/// </summary>
/// <param name="Rebuild">As asked.</param>
/// <param name="After">As asked: a page that was asked for twice is recognised by it.</param>
/// <param name="Next">What to ask for next; null with the last page. Only the answering service knows what it means.</param>
/// <param name="Known">With the first page, how many records there are; null with the others.</param>
/// <param name="Lines">Together at most 500 lines.</param>
/// <param name="Committees">Null is none, and before they were told.</param>
/// <param name="Means">Null is none, and before they were told.</param>
[EntityName("interventions.agreement-records.v1")]
[MessageUrn("interventions.agreement-records.v1")]
public sealed record AgreementRecords(
    Guid Rebuild,
    string After,
    string? Next,
    long? Known,
    IReadOnlyList<AgreementTermsChanged> Agreements,
    IReadOnlyList<LineRecorded> Lines,
    IReadOnlyList<CommitmentChanged> Commitments,
    IReadOnlyList<MeetingRecorded> Meetings,
    IReadOnlyList<ActionChanged> Actions,
    IReadOnlyList<PlacementsCounted> Placements,
    IReadOnlyList<CommitteeChanged>? Committees = null,
    IReadOnlyList<MeansNoted>? Means = null);
