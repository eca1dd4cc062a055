using MassTransit;

namespace HourExchange.Contracts.Interventions.V1;

/// <summary>Both institutions confirmed the same delivered revision of a line: the ledger may post it.</summary>
/// <remarks>Carries all the ledger needs, so that it never asks back; creates the book if it is the first of its agreement.</remarks>
/// <param name="Line">Identifier of the intervention.</param>
/// <param name="PostingRevision">1 at the first pair of keys, one more at each later pair. Gapless.</param>
/// <param name="Book">Reference of the agreement.</param>
/// <param name="Parties">All parties of the agreement, in its order.</param>
/// <param name="LendingReference">The lending institution's own reference of the line, if it has given one.</param>
/// <param name="Date">Day of the intervention. Its academic year is the year of this date.</param>
/// <param name="AcademicYear">For instance 2014-2015.</param>
/// <param name="YearStart">First day of that academic year.</param>
/// <param name="Quantity">In units, as a decimal with a point and no trailing zeros.</param>
/// <param name="UnitMinutes">Minutes in one unit.</param>
/// <param name="TaughtMinutes">quantity × unit: 1 to 1440.</param>
/// <param name="CoefficientNumerator">The coefficient is a rational: 3/2, 1/1, 2/3.</param>
/// <param name="CreditedMinutes">round half up (taught × numerator / denominator): 1 or more.</param>
/// <param name="TermsVersion">Version of the terms in force at <paramref name="Date"/> that gave unit and coefficient.</param>
/// <param name="Sourcing">in-concertation or direct.</param>
/// <param name="EmployerInformed">For direct sourcing: whether the employer was informed. Null when not said.</param>
/// <param name="TakesBack">
/// True: what was posted of the line is reversed and nothing is posted anew, because both sides cancelled it or it is no
/// longer exchanged. One contract for both, so that one gapless number orders them.
/// </param>
[EntityName("interventions.intervention-confirmed.v1")]
[MessageUrn("interventions.intervention-confirmed.v1")]
public sealed record InterventionConfirmed(
    Guid Line,
    int PostingRevision,
    string Book,
    IReadOnlyList<string> Parties,
    string LendingInstitution,
    string ReceivingInstitution,
    string? LendingReference,
    string? ReceivingReference,
    string Contributor,
    string Domain,
    string Nature,
    DateOnly Date,
    string AcademicYear,
    DateOnly YearStart,
    string Quantity,
    string Unit,
    int UnitMinutes,
    int TaughtMinutes,
    int CoefficientNumerator,
    int CoefficientDenominator,
    int CreditedMinutes,
    int TermsVersion,
    string? Sourcing,
    bool? EmployerInformed,
    IReadOnlyList<TurnedKey> Keys,
    bool TakesBack = false);
