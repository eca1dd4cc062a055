using HourExchange.Plumbing.Years;

namespace HourExchange.Interventions.Agreements.Domain;

/// <summary>Years by the label people use: 2013-2014.</summary>
public static class YearLabels
{
    /// <summary>
    /// The year of that label as one of the agreement's layers begins its years. It may lie before the agreement: what was
    /// counted earlier is worth comparing.
    /// </summary>
    /// <returns>Null where the label is none of the agreement's, or no layer is in force.</returns>
    public static LabelledYear? Find(Agreement agreement, string label) =>
        agreement.Timeline().Select(period => Of(label, period.Terms)).FirstOrDefault(year => year is not null);

    /// <summary>
    /// The days whose lines stand in that year, within the agreement: one stretch, or several where an amendment moves the
    /// year's beginning. None where the label is none of the agreement's.
    /// </summary>
    public static IEnumerable<(DateOnly First, DateOnly Last)> DaysOf(Agreement agreement, string label)
    {
        var periods = agreement.Timeline().ToList();
        foreach (var (index, (from, terms)) in periods.Index())
        {
            if (Of(label, terms) is { } year)
            {
                var first = year.FirstDay > from ? year.FirstDay : from;
                var last = index + 1 < periods.Count && periods[index + 1].From <= year.LastDay ? periods[index + 1].From.AddDays(-1) : year.LastDay;
                if (first <= last)
                {
                    yield return (first, last);
                }
            }
        }
    }

    private static LabelledYear? Of(string label, Terms terms) => LabelledYear.Find(label, YearStart.Parse(terms.Content.YearStart));
}
