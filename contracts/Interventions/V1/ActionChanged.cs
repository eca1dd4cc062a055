using MassTransit;

namespace HourExchange.Contracts.Interventions.V1;

/// <summary>An action of an agreement's action plan as it stands: planned, its state said anew, or a forgotten name struck.</summary>
/// <param name="Revision">1 when it is planned, one more each time it is told of. Gapless; the highest holds.</param>
/// <param name="Meeting">The meeting that decided it, if one did.</param>
/// <param name="Responsible">Code of the institution that carries it out.</param>
/// <param name="State">open, done or dropped.</param>
/// <param name="ChangedAt">When its state was last said. Striking a name says nothing.</param>
/// <param name="Text">What is to be done, 1 to 1000 characters; null before it was told.</param>
/// <param name="Remark">What was said with the state, 1 to 1000 characters; null where nothing was, and before it was told.</param>
[EntityName("interventions.action-changed.v1")]
[MessageUrn("interventions.action-changed.v1")]
public sealed record ActionChanged(
    Guid Action, string Agreement, int Revision, Guid? Meeting, string Responsible, DateOnly DueOn, string State, DateTimeOffset ChangedAt,
    string? Text = null, string? Remark = null);
