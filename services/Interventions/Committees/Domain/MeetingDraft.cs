using HourExchange.Interventions.Institutions.Domain;

namespace HourExchange.Interventions.Committees.Domain;

/// <summary>A meeting that was held.</summary>
/// <param name="Committee">Identifier of one of the agreement's committees.</param>
/// <param name="Participants">1 to 100, members of the committee or others.</param>
/// <param name="Decisions">At most 50; numbered from 1 in this order.</param>
/// <param name="Note">At most 2000 characters.</param>
public sealed record MeetingDraft(
    Guid Committee, DateOnly HeldOn, IReadOnlyList<PersonCode> Participants, IReadOnlyList<DecisionDraft> Decisions, string? Note = null)
{
    public MeetingContent ToContent() => new(HeldOn, Participants, Decisions, Note);
}

/// <summary>What is recorded of a meeting, as a correction replaces it: all of it, not what differs. The committee stays.</summary>
/// <param name="HeldOn">The day.</param>
/// <param name="Participants">1 to 100, members of the committee or others.</param>
/// <param name="Decisions">At most 50; numbered from 1 in this order.</param>
/// <param name="Note">At most 2000 characters.</param>
public sealed record MeetingContent(
    DateOnly HeldOn, IReadOnlyList<PersonCode> Participants, IReadOnlyList<DecisionDraft> Decisions, string? Note = null);

/// <summary>A decision in words.</summary>
/// <param name="Text">1 to 1000 characters.</param>
public sealed record DecisionDraft(string Text);
