namespace HourExchange.Interventions.Lines.Domain;

/// <summary>What the key rules look at.</summary>
/// <param name="RegisteredByCaller">Whether the person who asks registered the line, for either institution.</param>
/// <param name="TurnedByCaller">Whether the same person has turned the other institution's key.</param>
/// <param name="TurnedBy">Institutions that have turned their key over the line's present revision.</param>
public sealed record LineToConfirm(
    LineState State,
    string LendingInstitution,
    string ReceivingInstitution,
    bool RegisteredByCaller,
    bool TurnedByCaller,
    IReadOnlyList<string> TurnedBy);
