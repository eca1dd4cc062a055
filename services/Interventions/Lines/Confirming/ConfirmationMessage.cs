using System.Globalization;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Interventions.Lines.Domain;

namespace HourExchange.Interventions.Lines.Confirming;

/// <summary>What the ledger is told of a confirmed line: all that it needs to post it, or to take it back.</summary>
internal static class ConfirmationMessage
{
    public static InterventionConfirmed Of(ConfirmedLine confirmed)
    {
        var (line, content, terms) = (confirmed.Line, confirmed.Line.Content, confirmed.Terms);
        var year = terms.YearOf(content.Date);
        return new InterventionConfirmed(
            line.Id, confirmed.PostingRevision, line.Agreement, confirmed.Agreement.Parties, content.LendingInstitution, content.ReceivingInstitution,
            line.ReferenceOf(content.LendingInstitution), line.ReferenceOf(content.ReceivingInstitution), content.Contributor, content.Domain,
            content.Nature, content.Date, year.Label, year.FirstDay, content.Quantity.ToString("0.####", CultureInfo.InvariantCulture), content.Unit,
            terms.UnitMinutes(content.Unit) ?? 1, line.TaughtMinutes, confirmed.Coefficient.Numerator, confirmed.Coefficient.Denominator,
            confirmed.CreditedMinutes, terms.Version, content.Sourcing, content.EmployerInformed,
            [.. line.Keys.Select(key => new TurnedKey(key.Institution, key.Subject, key.At, key.Tacit))], TakesBack: !confirmed.IsExchanged);
    }
}
