namespace HourExchange.Interventions.Lines.Disputing;

/// <param name="Messages">In the order in which they were written; empty where nobody has disputed the line.</param>
public sealed record ThreadView(IReadOnlyList<ThreadMessage> Messages);
