using MassTransit;

namespace HourExchange.Contracts.Interventions.V1;

/// <summary>An action of an agreement's action plan was planned, or its state was said anew.</summary>
/// <param name="Revision">1 when it is planned, one more each time its state is said. Gapless; the highest holds.</param>
/// <param name="Meeting">The meeting that decided it, if one did.</param>
/// <param name="Responsible">Code of the institution that carries it out.</param>
/// <param name="State">open, done or dropped.</param>
[EntityName("interventions.action-changed.v1")]
[MessageUrn("interventions.action-changed.v1")]
public sealed record ActionChanged(
    Guid Action, string Agreement, int Revision, Guid? Meeting, string Responsible, DateOnly DueOn, string State, DateTimeOffset ChangedAt);
