using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Lines.Domain;

namespace HourExchange.Interventions.Lines.Registering;

/// <summary>A line that somebody wants to register, with what binds it to others.</summary>
/// <param name="Reference">The registering institution's own; null where it has none.</param>
/// <param name="Series">Lines entered at once for several dates.</param>
/// <param name="CoTaught">Lines of those who teach one thing together.</param>
/// <param name="CoTeachers">How many they are; 1 alone.</param>
/// <param name="CoPosition">Which of them this is, from 1.</param>
internal sealed record LineToRegister(
    string? Reference, LineContent Content, LineState State = LineState.Delivered, Guid? Series = null, Guid? CoTaught = null,
    int CoTeachers = 1, int CoPosition = 1)
{
    /// <summary>Fields for which the list that says it has no column.</summary>
    public IReadOnlyList<LineField> Unsaid { get; init; } = [];

    public bool IsPlanned => State is LineState.Requested or LineState.Approved;

    /// <summary>Has passed the rules, so its terms, unit and minutes exist.</summary>
    public Line Begin(Agreement agreement)
    {
        var taught = CoTeaching.TaughtBy(agreement, Content, CoTeachers, CoPosition);
        return new Line
        {
            Id = Guid.CreateVersion7(),
            Agreement = agreement.Ref,
            Content = Content with { Regime = Content.Regime ?? Regimes.Exchanged },
            State = IsPlanned ? LineState.Requested : LineState.Delivered,
            TaughtMinutes = taught,
            PlannedDate = IsPlanned ? Content.Date : null,
            PlannedMinutes = IsPlanned ? taught : null,
            Series = Series,
            CoTaught = CoTaught,
            CoTeachers = CoTeachers,
            CoPosition = CoPosition,
        };
    }
}
