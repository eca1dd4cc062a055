namespace HourExchange.Interventions.Domain;

/// <summary>What the key rules look at.</summary>
/// <param name="TurnedBy">Institutions that have turned their key over the line's present revision.</param>
public sealed record LineToConfirm(
    string State,
    string LendingInstitution,
    string ReceivingInstitution,
    string RegisteredByInstitution,
    string RegisteredBy,
    IReadOnlyList<string> TurnedBy);
