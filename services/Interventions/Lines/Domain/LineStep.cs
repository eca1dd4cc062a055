namespace HourExchange.Interventions.Lines.Domain;

/// <summary>One row of the life of a line: from a state, by an act, to a state.</summary>
/// <param name="From">Null: the act begins the line's life.</param>
/// <param name="Role">Who does it.</param>
/// <param name="To">Where it leads; where it depends, the words of <paramref name="Rule"/> say on what.</param>
public sealed record LineStep(LineState? From, LineAct Act, string Role, LineSide Side, IReadOnlyList<LineState> To, string Rule)
{
    /// <summary>Acts that take a reason: the other side is owed one.</summary>
    public bool NeedsReason => Act is LineAct.Decline or LineAct.Dispute or LineAct.Correct or LineAct.Cancel;
}
