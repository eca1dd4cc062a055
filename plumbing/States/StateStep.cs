namespace HourExchange.Plumbing.States;

/// <summary>One step in the life of something: in a state, an act by somebody in a role leads to one of some states.</summary>
/// <param name="From">As it is written on the wire and in tables.</param>
/// <param name="Rule">What else the act asks for, in a sentence for people.</param>
/// <param name="To">What the act leads to. Of two, the last is where it leads once nothing is missing any more.</param>
public sealed record StateStep<TAct>(string From, TAct Act, string Role, string Rule, params IReadOnlyList<string> To) where TAct : struct, Enum;
