using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Text;

namespace HourExchange.Interventions.Committees.Domain;

/// <summary>Whether a meeting may be recorded. The limits keep a page of 100 meetings within a few megabytes.</summary>
public static class MeetingRules
{
    private const int ParticipantsLimit = 100;
    private const int DecisionsLimit = 50;
    private const int DecisionLength = 1000;
    private const int NoteLimit = 2000;

    /// <summary>Whether what is recorded of a meeting may be replaced: with a reason, by something else, that may be recorded.</summary>
    /// <param name="today">The latest day that is today anywhere.</param>
    /// <returns>The first rule it breaks, or null.</returns>
    public static Refusal? CheckCorrection(MeetingContent recorded, MeetingContent corrected, string? reason, DateOnly today) =>
        !Texts.IsReason(reason) ? Refusal.Invalid("reason-missing", "Give a reason of 3 to 1000 characters: the other side is owed one.")
        : Check(corrected, today) is { } broken ? broken
        : StrictJson.Write(recorded) == StrictJson.Write(corrected) ? Refusal.Invalid("correction-empty", "Nothing would change.")
        : null;

    /// <param name="today">The latest day that is today anywhere.</param>
    /// <returns>The first rule it breaks, or null.</returns>
    public static Refusal? Check(MeetingContent meeting, DateOnly today)
    {
        if (!CalendarDays.IsPlausible(meeting.HeldOn) || meeting.HeldOn > today)
        {
            return Refusal.Invalid("meeting-date-invalid", "A meeting is recorded after it was held, and in 1900 or later.");
        }

        if (meeting.Participants.Count is 0 or > ParticipantsLimit || meeting.Participants.Any(person => person is null || !person.IsWellFormed))
        {
            return Refusal.Invalid("participants-invalid", $"1 to {ParticipantsLimit} participants, each by institution and a code of 1 to 80 characters.");
        }

        if (meeting.Participants.Distinct().Count() != meeting.Participants.Count)
        {
            return Refusal.Invalid("participant-twice", "Somebody takes part once.");
        }

        if (meeting.Decisions.Count > DecisionsLimit || meeting.Decisions.Any(decision => decision is null || !Texts.IsWritten(decision.Text, DecisionLength)))
        {
            return Refusal.Invalid("decisions-invalid", $"At most {DecisionsLimit} decisions, each of 1 to {DecisionLength} characters.");
        }

        return Texts.IsNothingOrWritten(meeting.Note, NoteLimit)
            ? null
            : Refusal.Invalid("note-invalid", $"A note has 1 to {NoteLimit} characters.");
    }
}
