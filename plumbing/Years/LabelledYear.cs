using System.Globalization;

namespace HourExchange.Plumbing.Years;

/// <summary>A year that need not begin on 1 January, by the label people use.</summary>
/// <param name="Label">2014-2015; just 2014 where the year begins on 1 January.</param>
public readonly record struct LabelledYear(string Label, DateOnly FirstDay)
{
    public DateOnly LastDay => FirstDay.AddYears(1).AddDays(-1);

    /// <summary>The year in which a day lies.</summary>
    public static LabelledYear Of(DateOnly day, YearStart start)
    {
        var first = new DateOnly(day.Year, start.Month, start.Day);
        return From(first <= day ? first : first.AddYears(-1));
    }

    public static LabelledYear From(DateOnly firstDay) =>
        new(firstDay is { Month: 1, Day: 1 } ? $"{firstDay.Year:0000}" : $"{firstDay.Year:0000}-{firstDay.Year + 1:0000}", firstDay);

    /// <summary>The year of that label, between 1900 and 2199.</summary>
    /// <returns>Null where years that begin so have no such label.</returns>
    public static LabelledYear? Find(string label, YearStart start) =>
        IsLabel(label) && int.Parse(label[..4], CultureInfo.InvariantCulture) is >= 1900 and <= 2198 and var first
        && From(new DateOnly(first, start.Month, start.Day)) is var year && year.Label == label ? year : null;

    /// <summary>Whether a year may be called so, whatever its first day: 2014-2015 or 2014.</summary>
    public static bool IsLabel(string text) =>
        text.Length is 4 or 9 && int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var first)
        && (text.Length == 4 || text[4..] == $"-{first + 1:0000}");
}
