namespace HourExchange.Interventions.Lines.Domain;

/// <summary>One row of the life of a line: from a state, by an act, to a state.</summary>
/// <param name="From">Null: the act begins the line's life.</param>
/// <param name="Role">Who does it.</param>
/// <param name="To">Where it leads: the first whose condition holds; the words of <paramref name="Rule"/> say on what it depends.</param>
public sealed record LineStep(LineState? From, LineAct Act, string Role, LineSide Side, IReadOnlyList<LineTarget> To, string Rule)
{
    /// <summary>Acts that take a reason: the other side is owed one.</summary>
    public bool NeedsReason => Act is LineAct.Decline or LineAct.Dispute or LineAct.Correct or LineAct.Cancel;

    public LineState Target(Line line) => To.First(target => target.When(line)).State;
}

/// <summary>A state that an act leads to, and of which lines this is so.</summary>
public sealed record LineTarget(LineState State, Func<Line, bool> When)
{
    public static implicit operator LineTarget(LineState state) => new(state, _ => true);
}
