using HourExchange.Interventions.Committees.Domain;
using HourExchange.Interventions.Institutions.Domain;

namespace HourExchange.Tests.Interventions.Committees.Domain;

public sealed class MeetingRulesTests
{
    private static readonly DateOnly Today = new(2020, 6, 15);
    private static readonly MeetingContent Recorded = new(new DateOnly(2020, 6, 1), [new PersonCode("HG", "HG-001")], [new DecisionDraft("Adopté.")], "Bref.");

    public static TheoryData<string?, MeetingContent, string?> Corrections => new()
    {
        { null, Recorded with { Note = null }, "Note superflue" },
        { null, Recorded with { Decisions = [] }, "abc" },
        { "reason-missing", Recorded with { Note = null }, null },
        { "reason-missing", Recorded with { Note = null }, " ab " },
        { "reason-missing", Recorded with { Note = null }, new string('x', 1001) },
        { "correction-empty", Recorded with { Participants = [new PersonCode("HG", "HG-001")] }, "Rien" },
        { "meeting-date-invalid", Recorded with { HeldOn = new DateOnly(2020, 6, 16) }, "Autre jour" },
        { "participants-invalid", Recorded with { Participants = [] }, "Personne" },
        { "decisions-invalid", Recorded with { Decisions = [new DecisionDraft(" ")] }, "Vide" },
        { "note-invalid", Recorded with { Note = new string('x', 2001) }, "Trop" },
    };

    [Theory]
    [MemberData(nameof(Corrections))]
    public void What_is_recorded_is_replaced_with_a_reason_by_something_else_that_may_be_recorded(string? code, MeetingContent corrected, string? reason) =>
        Assert.Equal(code, MeetingRules.CheckCorrection(Recorded, corrected, reason, Today)?.Code);
}
