using MassTransit;

namespace HourExchange.Contracts.Interventions.V1;

/// <summary>The line is cancelled, or asks to be: then both keys decide, and what is posted stands until they have.</summary>
/// <param name="State">Where the line stands now: a state of docs/states.md.</param>
/// <param name="Revision">The line's revision; keys are turned over it.</param>
/// <param name="Date">Day of the intervention.</param>
[EntityName("interventions.intervention-cancelled.v1")]
[MessageUrn("interventions.intervention-cancelled.v1")]
public sealed record InterventionCancelled(
    Guid Line, string Agreement, string LendingInstitution, string ReceivingInstitution, DateOnly Date, string State, int Revision, DateTimeOffset At);
