namespace HourExchange.Interventions.Waiting;

/// <param name="Waiting">Every kind of the role, also those of which nothing waits.</param>
public sealed record WaitingView(string Role, IReadOnlyList<WaitingKind> Waiting);
