using HourExchange.Interventions.Lines.Domain;

namespace HourExchange.Interventions.Lines.Registering;

/// <summary>A line that somebody wants to register, with what binds it to others.</summary>
/// <param name="Series">Lines entered at once for several dates.</param>
/// <param name="CoTaught">Lines of those who teach one thing together.</param>
/// <param name="CoTeachers">How many they are; 1 alone.</param>
/// <param name="CoPosition">Which of them this is, from 1.</param>
internal sealed record LineToRegister(
    LineDraft Draft, LineState State = LineState.Delivered, Guid? Series = null, Guid? CoTaught = null, int CoTeachers = 1, int CoPosition = 1);
