using HourExchange.Plumbing;

namespace HourExchange.Interventions.Lines.Confirming;

/// <summary>A line whose key was not turned, and why.</summary>
internal sealed record RefusedLine(Guid Id, Refusal Refusal);
