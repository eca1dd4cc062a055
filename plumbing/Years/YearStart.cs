using System.Globalization;

namespace HourExchange.Plumbing.Years;

/// <summary>Month and day on which years begin. 29 February is none: it is missing from most years.</summary>
public readonly record struct YearStart(int Month, int Day)
{
    /// <summary>Reads <c>09-01</c>.</summary>
    public static bool TryParse(string text, out YearStart start)
    {
        // A year without 29 February settles which days exist every year.
        var known = DateOnly.TryParseExact("2001-" + text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        start = known ? new YearStart(day.Month, day.Day) : default;
        return known;
    }

    /// <exception cref="FormatException">The text is no such day.</exception>
    public static YearStart Parse(string text) => TryParse(text, out var start) ? start : throw new FormatException($"'{text}' is no start of a year.");
}
