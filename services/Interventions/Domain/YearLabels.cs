using System.Globalization;

namespace HourExchange.Interventions.Domain;

/// <summary>Years by the label people use: 2013-2014.</summary>
public static class YearLabels
{
    /// <summary>
    /// The year of that label as one of the agreement's layers begins its years. It may lie before the agreement: what was
    /// counted earlier is worth comparing.
    /// </summary>
    /// <returns>Null where the label is none of the agreement's, or no layer is in force.</returns>
    public static AcademicYear? Find(Agreement agreement, string label)
    {
        if (label.Length is not (4 or 9) || !int.TryParse(label.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var first) || first is < 1900 or > 2198)
        {
            return null;
        }

        foreach (var period in agreement.Timeline())
        {
            var start = YearStart.Parse(period.Terms.Content.YearStart);
            var year = AcademicYear.Of(new DateOnly(first, start.Month, start.Day), start);
            if (year.Label == label)
            {
                return year;
            }
        }

        return null;
    }
}
