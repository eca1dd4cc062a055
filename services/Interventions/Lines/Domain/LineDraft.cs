namespace HourExchange.Interventions.Lines.Domain;

/// <summary>A delivered intervention as somebody registers it, not yet checked.</summary>
/// <param name="Reference">The registering institution's own reference; null where it has none.</param>
/// <param name="Title">What it was about, for people; it never leaves this service.</param>
/// <param name="Quantity">In units.</param>
/// <param name="Regime">One of <see cref="Regimes"/>; null where the list does not say.</param>
/// <param name="Programme">In which programme of the receiver.</param>
/// <param name="Expertise">The field of expertise asked for.</param>
public sealed record LineDraft(
    string? Reference,
    DateOnly Date,
    string LendingInstitution,
    string ReceivingInstitution,
    string Contributor,
    string Domain,
    string Nature,
    string Title,
    decimal Quantity,
    string Unit,
    string? Sourcing,
    bool? EmployerInformed,
    string? Regime = null,
    string? Programme = null,
    string? Expertise = null)
{
    /// <summary>Whether two registrations tell of the same intervention, whatever reference and title each gives it.</summary>
    public bool IsSameInterventionAs(LineDraft other) =>
        this with
        {
            Reference = other.Reference,
            Title = other.Title,
            Sourcing = other.Sourcing,
            EmployerInformed = other.EmployerInformed,
            Regime = other.Regime,
            Programme = other.Programme,
            Expertise = other.Expertise,
        } == other;
}
