using MassTransit;

namespace HourExchange.Contracts.Interventions.V1;

/// <summary>The intervention took place, or was registered as delivered.</summary>
/// <param name="State">Where the line stands now: a state of docs/states.md.</param>
/// <param name="Revision">The line's revision; keys are turned over it.</param>
/// <param name="Date">Day of the intervention.</param>
[EntityName("interventions.intervention-delivered.v1")]
[MessageUrn("interventions.intervention-delivered.v1")]
public sealed record InterventionDelivered(
    Guid Line, string Agreement, string LendingInstitution, string ReceivingInstitution, DateOnly Date, string State, int Revision, DateTimeOffset At);
