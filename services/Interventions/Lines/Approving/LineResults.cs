namespace HourExchange.Interventions.Lines.Approving;

/// <param name="Results">One of each line, in the order in which they were asked for.</param>
public sealed record LineResults(IReadOnlyList<LineResult> Results);
