using HourExchange.Interventions.Lines.Domain;

namespace HourExchange.Interventions.Lines.Registering;

/// <summary>A delivered intervention to register.</summary>
/// <param name="Reference">The registering institution's own; the same reference with the same content is the same line.</param>
/// <param name="Contributor">Code under the lending institution; a code not yet known is created.</param>
/// <param name="Quantity">In units, with at most four decimals.</param>
/// <param name="State">delivered: it has taken place; requested: the receiving side asks for it.</param>
/// <param name="Dates">A series: the further dates on which the same takes place, at most 60; each is a line, in the year of its own date.</param>
/// <param name="CoTeachers">Codes of those who teach it with the contributor, at most 19; each gets a line.</param>
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
    bool? EmployerInformed = null,
    string? Regime = null,
    string? Programme = null,
    string? Expertise = null,
    string State = "delivered",
    IReadOnlyList<DateOnly>? Dates = null,
    IReadOnlyList<string>? CoTeachers = null)
{
    public LineDraft ToDraft() => new(
        Reference, Date, LendingInstitution, ReceivingInstitution, Contributor, Domain, Nature, Title ?? "", Quantity, Unit, Sourcing, EmployerInformed, Regime, Programme, Expertise);
}
