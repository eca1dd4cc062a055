using HourExchange.Contracts.Interventions.V1;
using HourExchange.Interventions.Domain;

namespace HourExchange.Interventions.ConfirmingIntervention;

/// <summary>A line whose second key has turned: its credited minutes are computed here, once and for ever.</summary>
internal sealed record ConfirmedLine(StoredLine Line, Agreement Agreement, Terms Terms, Coefficient Coefficient)
{
    public int PostingRevision => Line.PostingRevision + 1;

    public int TermsVersion => Terms.Version;

    public int CreditedMinutes => Coefficient.Credit(Line.TaughtMinutes);

    public InterventionConfirmed ToEvent()
    {
        var year = Terms.YearOf(Line.Date);
        return new InterventionConfirmed(
            Line.Id, PostingRevision, Agreement.Ref, Agreement.Parties, Line.LendingInstitution, Line.ReceivingInstitution,
            Line.LendingReference, Line.ReceivingReference, Line.Contributor, Line.Domain, Line.Nature, Line.Date, year.Label, year.FirstDay,
            Line.Quantity, Line.Unit, Terms.UnitMinutes(Line.Unit)!.Value, Line.TaughtMinutes, Coefficient.Numerator, Coefficient.Denominator,
            CreditedMinutes, Terms.Version, Line.Sourcing, Line.EmployerInformed,
            [.. Line.Keys.Select(key => new TurnedKey(key.Institution, key.TurnedBy, new DateTimeOffset(key.TurnedAt), key.Tacit))]);
    }
}
