using HourExchange.Interventions.Domain;

namespace HourExchange.Interventions.ConfirmingIntervention;

/// <summary>A line as it stands in the table, locked.</summary>
internal sealed record StoredLine(
    Guid Id, string Agreement, int Revision, int Version, string State, string LendingInstitution, string ReceivingInstitution, string Contributor,
    string Domain, string Nature, DateOnly Date, string Quantity, string Unit, int TaughtMinutes, string? Sourcing, bool? EmployerInformed,
    bool RegisteredByCaller, int PostingRevision, string? LendingReference, string? ReceivingReference)
{
    public List<StoredKey> Keys { get; } = [];

    public LineToConfirm ToConfirm() => new(
        State, LendingInstitution, ReceivingInstitution, RegisteredByCaller, [.. Keys.Select(key => key.Institution)]);
}
