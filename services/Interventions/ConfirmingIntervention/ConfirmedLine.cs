using System.Globalization;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Interventions.Domain;
using HourExchange.Interventions.KeepingLines;

namespace HourExchange.Interventions.ConfirmingIntervention;

/// <summary>A line whose second key has turned: its credited minutes are computed here, once and for ever.</summary>
internal sealed record ConfirmedLine(StoredLine Line, Agreement Agreement, Terms Terms, Coefficient Coefficient)
{
    /// <summary>Both keys over a revision that asks to cancel cancel the line.</summary>
    public LineState State => Line.Cancels ? LineState.Cancelled : LineState.Confirmed;

    /// <summary>Only exchanged lines of exchanged natures are posted (docs/domain.md, Interventions).</summary>
    public bool IsExchanged => !Line.Cancels && Line.Regime == Regimes.Exchanged && Terms.IsExchanged(Line.Nature);

    /// <summary>The ledger hears of what it is to post, and of what it is to take back.</summary>
    public bool IsAnnounced => IsExchanged || Line.PostingRevision > 0;

    public int PostingRevision => IsAnnounced ? Line.PostingRevision + 1 : 0;

    public int CreditedMinutes => Coefficient.Credit(Line.TaughtMinutes);

    public InterventionConfirmed ToMessage()
    {
        var year = Terms.YearOf(Line.Date);
        return new InterventionConfirmed(
            Line.Id, PostingRevision, Agreement.Ref, Agreement.Parties, Line.LendingInstitution, Line.ReceivingInstitution,
            Line.LendingReference, Line.ReceivingReference, Line.Contributor, Line.Domain, Line.Nature, Line.Date, year.Label, year.FirstDay,
            Line.Quantity.ToString("0.####", CultureInfo.InvariantCulture), Line.Unit, Terms.UnitMinutes(Line.Unit)!.Value, Line.TaughtMinutes,
            Coefficient.Numerator, Coefficient.Denominator, CreditedMinutes, Terms.Version, Line.Sourcing, Line.EmployerInformed,
            [.. Line.Keys.Select(key => new TurnedKey(key.Institution, key.TurnedBy, new DateTimeOffset(key.TurnedAt), key.Tacit))],
            TakesBack: !IsExchanged);
    }
}
