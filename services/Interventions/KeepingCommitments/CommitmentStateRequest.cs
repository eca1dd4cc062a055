namespace HourExchange.Interventions.KeepingCommitments;

/// <param name="State">planned, running, fulfilled or abandoned.</param>
public sealed record CommitmentStateRequest(string State);
