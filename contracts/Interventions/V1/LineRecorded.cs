using MassTransit;

namespace HourExchange.Contracts.Interventions.V1;

/// <summary>Lines of one agreement as they stand after a change: all that is told of a line, imports, first keys and withdrawals included.</summary>
/// <param name="Lines">1 to 500, changed together.</param>
[EntityName("interventions.line-recorded.v1")]
[MessageUrn("interventions.line-recorded.v1")]
public sealed record LineRecorded(string Agreement, IReadOnlyList<RecordedLine> Lines);

/// <summary>The whole state of a line but its words: no title, no reason, no reference.</summary>
/// <param name="Line">Identifier of the intervention.</param>
/// <param name="Version">1 when it is registered, one more at each change. Gapless: the highest is how the line stands.</param>
/// <param name="RegisteredFor">The institution that registered it.</param>
/// <param name="AcademicYear">Of its date: 2014-2015.</param>
/// <param name="PlannedDate">The day for which it was requested and approved; null where it was registered as delivered.</param>
/// <param name="PlannedMinutes">1 to 1440; null where it was registered as delivered.</param>
/// <param name="Quantity">In units, as a decimal with a point and no trailing zeros.</param>
/// <param name="TaughtMinutes">1 to 1440: of a shared line its own part.</param>
/// <param name="Regime">exchanged, paid-otherwise or free.</param>
/// <param name="Sourcing">in-concertation or direct; null where nobody said.</param>
/// <param name="EmployerInformed">Null where nobody said.</param>
/// <param name="State">A state of docs/states.md.</param>
/// <param name="Revision">That keys are turned over.</param>
/// <param name="PostingRevision">Of the last pair of keys that the ledger was told of; 0 before the first.</param>
/// <param name="Cancels">Whether this revision asks to cancel what is posted.</param>
/// <param name="Series">Shared by lines entered at once for several dates.</param>
/// <param name="CoTaught">Shared by lines of those who teach one thing together.</param>
/// <param name="Keys">Turned over the revision; a key that silence turned says so.</param>
/// <param name="TermsVersion">By which it was credited; null until the second key turns.</param>
/// <param name="CreditedMinutes">Null until the second key turns.</param>
/// <param name="StandingMinutes">Of its posting that stands in the book or is on its way there; null where none does.</param>
/// <param name="RequestedAt">Null where it was registered as delivered.</param>
/// <param name="EndedAt">When it was declined or cancelled.</param>
public sealed record RecordedLine(
    Guid Line,
    int Version,
    string RegisteredFor,
    string LendingInstitution,
    string ReceivingInstitution,
    string Contributor,
    string Domain,
    string Nature,
    DateOnly Date,
    string AcademicYear,
    DateOnly? PlannedDate,
    int? PlannedMinutes,
    string Quantity,
    string Unit,
    int TaughtMinutes,
    string Regime,
    string? Sourcing,
    bool? EmployerInformed,
    string State,
    int Revision,
    int PostingRevision,
    bool Cancels,
    Guid? Series,
    Guid? CoTaught,
    IReadOnlyList<TurnedKey> Keys,
    int? TermsVersion,
    int? CreditedMinutes,
    int? StandingMinutes,
    DateTimeOffset? RequestedAt,
    DateTimeOffset? ApprovedAt,
    DateTimeOffset? DeliveredAt,
    DateTimeOffset? DisputedAt,
    DateTimeOffset? ConfirmedAt,
    DateTimeOffset? EndedAt);
