using HourExchange.Interventions.Domain;

namespace HourExchange.Interventions.RegisteringIntervention;

/// <summary>A delivered intervention to register.</summary>
/// <param name="Reference">The registering institution's own; the same reference with the same content is the same line.</param>
/// <param name="Contributor">Code under the lending institution; a code not yet known is created.</param>
/// <param name="Quantity">In units, with at most four decimals.</param>
/// <param name="Sourcing">in-concertation or direct.</param>
public sealed record InterventionRequest(
    string Agreement,
    DateOnly Date,
    string LendingInstitution,
    string ReceivingInstitution,
    string Contributor,
    string Domain,
    string Nature,
    decimal Quantity,
    string Unit,
    string? Reference = null,
    string? Title = null,
    string? Sourcing = null,
    bool? EmployerInformed = null)
{
    public LineDraft ToDraft() => new(
        Reference, Date, LendingInstitution, ReceivingInstitution, Contributor, Domain, Nature, Title ?? "", Quantity, Unit, Sourcing, EmployerInformed);
}
