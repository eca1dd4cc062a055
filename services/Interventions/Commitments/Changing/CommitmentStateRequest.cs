namespace HourExchange.Interventions.Commitments.Changing;

/// <param name="State">planned, running, fulfilled or abandoned.</param>
public sealed record CommitmentStateRequest(string State);
