using HourExchange.Plumbing;
using HourExchange.Reporting.Agreements.Domain;
using HourExchange.Reporting.Agreements.Keeping;
using HourExchange.Reporting.Reports.Figures;

namespace HourExchange.Reporting.Reports.Overview;

/// <summary>Which agreements a report is of: those that the reader's institution is a party to, and of these what was asked for.</summary>
internal static class GrantedAgreements
{
    /// <param name="agreement">One alone; null is all.</param>
    /// <param name="institution">Only those that it is a party to; null is any.</param>
    /// <returns>404 for what the reader has no part in, 422 where they are too many for one report.</returns>
    public static async Task<Decision<KnownAgreement[]>> Find(ReportMoment moment, string? agreement, string? institution)
    {
        var granted = await AgreementQuery.Of(moment.Connection, moment.Institution, agreement, Period.AgreementLimit + 1, moment.Transaction);
        if (agreement is not null && granted.Count == 0)
        {
            return Refusal.NotFound("agreement");
        }

        if (granted.Count > Period.AgreementLimit)
        {
            return Refusal.Invalid("agreements-too-many", $"A report has at most {Period.AgreementLimit} agreements.");
        }

        KnownAgreement[] asked = [.. granted.Where(known => institution is null || known.HasParty(institution))];
        if (institution is not null && institution != moment.Institution && asked.Length == 0)
        {
            return Refusal.NotFound("institution");
        }

        return asked;
    }
}
