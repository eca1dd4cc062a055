using MassTransit;

namespace HourExchange.Contracts.Interventions.V1;

/// <summary>The line has a new revision, and both keys fell. What is posted stands until they turn again.</summary>
/// <param name="State">Where the line stands now: a state of docs/states.md.</param>
/// <param name="Revision">The line's revision; keys are turned over it.</param>
/// <param name="Date">Day of the intervention.</param>
[EntityName("interventions.intervention-corrected.v1")]
[MessageUrn("interventions.intervention-corrected.v1")]
public sealed record InterventionCorrected(
    Guid Line, string Agreement, string LendingInstitution, string ReceivingInstitution, DateOnly Date, string State, int Revision, DateTimeOffset At);
