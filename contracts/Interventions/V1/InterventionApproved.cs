using MassTransit;

namespace HourExchange.Contracts.Interventions.V1;

/// <summary>The lending side permits planning; it is not a key.</summary>
/// <param name="State">Where the line stands now: a state of docs/states.md.</param>
/// <param name="Revision">The line's revision; keys are turned over it.</param>
/// <param name="Date">Day of the intervention.</param>
[EntityName("interventions.intervention-approved.v1")]
[MessageUrn("interventions.intervention-approved.v1")]
public sealed record InterventionApproved(
    Guid Line, string Agreement, string LendingInstitution, string ReceivingInstitution, DateOnly Date, string State, int Revision, DateTimeOffset At);
