using HourExchange.Interventions.Domain;

namespace HourExchange.Interventions.ConfirmingIntervention;

/// <summary>A line as it stands in the table, locked.</summary>
internal sealed record StoredLine(
    Guid Id, string Agreement, int Revision, int Version, string State, string LendingInstitution, string ReceivingInstitution, string Contributor,
    string Domain, string Nature, DateOnly Date, string Quantity, string Unit, int TaughtMinutes, string? Sourcing, bool? EmployerInformed,
    bool RegisteredByCaller, int PostingRevision, string? LendingReference, string? ReceivingReference)
{
    public List<StoredKey> Keys { get; } = [];

    /// <param name="subject">Who wants to turn a key. A subject is one person, whatever institution the token names.</param>
    public LineToConfirm ToConfirm(string subject) => new(
        State, LendingInstitution, ReceivingInstitution, RegisteredByCaller, Keys.Any(key => key.TurnedBy == subject), [.. Keys.Select(key => key.Institution)]);
}
