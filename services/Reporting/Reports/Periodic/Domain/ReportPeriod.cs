using HourExchange.Plumbing.Years;
using HourExchange.Reporting.Agreements.Domain;

namespace HourExchange.Reporting.Reports.Periodic.Domain;

/// <summary>
/// A month, half-year or year by an agreement's own calendar: all are counted from the first day of its academic year, so that twelve
/// months, two halves and the year end on the same day, whichever day it begins on. Pure.
/// </summary>
/// <param name="Year">Label of the ledger year that it is; null for a month and a half-year.</param>
internal sealed record ReportPeriod(string Span, DateOnly FirstDay, DateOnly LastDay, string? Year)
{
    /// <summary>The one in which a day lies. A year that begins on the 31st has months that begin on the last day of shorter ones.</summary>
    public static ReportPeriod With(DateOnly day, ReportSpan span, YearStart start)
    {
        var year = LabelledYear.Of(day, start);
        var begun = Enumerable.Range(0, 12 / span.Months).Select(step => step * span.Months).Last(months => year.FirstDay.AddMonths(months) <= day);
        return new ReportPeriod(
            span.Code, year.FirstDay.AddMonths(begun), year.FirstDay.AddMonths(begun + span.Months).AddDays(-1), span == ReportSpan.Year ? year.Label : null);
    }

    /// <summary>
    /// What has ended and is not reported yet, in the order in which it is numbered: by last day, the shortest first. The first is that in
    /// which the agreement begins or came to be known, whichever is later; the last that in which it ends. Each is whole, also where
    /// the agreement holds for a part of it.
    /// </summary>
    /// <param name="since">The day on which the agreement came to be known.</param>
    /// <param name="builtTo">Last day of the latest reported period, by span. It goes on from there also when the calendar has changed meanwhile.</param>
    /// <param name="today">What ends today has not ended.</param>
    public static IReadOnlyList<ReportPeriod> Ended(
        KnownAgreement agreement, DateOnly since, IReadOnlyDictionary<string, DateOnly> builtTo, DateOnly today)
    {
        var first = agreement.FirstDay > since ? agreement.FirstDay : since;
        return
        [
            .. ReportSpan.All
                .SelectMany(span => From(builtTo.TryGetValue(span.Code, out var last) ? last.AddDays(1) : first, span).TakeWhile(period => period.LastDay < today))
                .OrderBy(period => period.LastDay).ThenByDescending(period => period.FirstDay),
        ];

        IEnumerable<ReportPeriod> From(DateOnly day, ReportSpan span)
        {
            for (var period = With(day, span, agreement.YearStart);
                agreement.EndsOn is not { } end || period.FirstDay <= end;
                period = With(period.LastDay.AddDays(1), span, agreement.YearStart))
            {
                yield return period;
            }
        }
    }
}
