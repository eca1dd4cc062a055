using HourExchange.Reporting.Agreements.Domain;

namespace HourExchange.Reporting.Reports.Yearly.Domain;

/// <summary>What the agreement itself makes due before the next yearly report: its end, or the last day for a notice. Pure.</summary>
internal static class AgreementDates
{
    /// <summary>A report is read once a year: what comes before the next one is told.</summary>
    private const int MonthsAhead = 12;

    /// <param name="lastDay">Of the report's year: what comes after the next year's belongs into a later report, whenever this one is read.</param>
    public static IReadOnlyList<ToDecide> Of(KnownAgreement agreement, DateOnly lastDay, DateOnly today)
    {
        var until = (today < lastDay ? today : lastDay).AddMonths(MonthsAhead);
        if (agreement.EndsOn is { } end)
        {
            return end >= today && end <= until ? [new ToDecide("agreement-ends", null, end)] : [];
        }

        return NoticeDate.Next(agreement.TermsOn(today), today) is { } notice && notice <= until ? [new ToDecide("notice", null, notice)] : [];
    }
}
