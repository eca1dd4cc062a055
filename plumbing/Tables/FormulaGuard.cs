using System.Globalization;
using System.Text.RegularExpressions;
using HourExchange.Plumbing.Text;

namespace HourExchange.Plumbing.Tables;

/// <summary>
/// Spreadsheets take a text that begins with = + - or @ for a formula, whatever its quotes and whatever white space stands before
/// it, and one like 3/2 or 1-2 for a day: it leaves with an apostrophe in front and loses it when it comes in. A text that has
/// apostrophes there already gets one more, so that nothing is lost.
/// </summary>
public static partial class FormulaGuard
{
    // The wide ones are taken for the plain ones by programs for East Asia.
    private const string Signs = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";

    public static string Add(string text) => IsTakenForAnotherAfterApostrophes(text) ? "'" + text : text;

    /// <summary>For cells that are text by themselves: only what <see cref="Remove"/> would take away gets one more.</summary>
    public static string KeepApostrophes(string text) => text.StartsWith('\'') ? Add(text) : text;

    public static string Remove(string text) => text.StartsWith('\'') && IsTakenForAnotherAfterApostrophes(text) ? text[1..] : text;

    private static bool IsTakenForAnotherAfterApostrophes(string text)
    {
        var plain = text.AsSpan().TrimStart('\'');
        return MayBeDay(plain.ToString()) || plain[Math.Min(plain.Length, Outside(plain))..] is [var first, ..] && Signs.Contains(first);
    }

    /// <summary>One that no calendar has, whatever stands for the day and the month (31.11.2026), stays a text in every spreadsheet.</summary>
    private static bool MayBeDay(string text)
    {
        if (Day().Match(text) is not { Success: true } day)
        {
            return false;
        }

        var parts = day.Groups.Values.Skip(1).Where(group => group.Success).Select(group => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture)).ToList();
        return parts is not [var first, var second, var third] || IsOne(third, second, first) || IsOne(third, first, second) || IsOne(first, second, third);
    }

    // Of two figures, a year of some century: 29 February may be meant.
    private static bool IsOne(int year, int month, int day) =>
        month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year is > 99 and < 9999 ? year : 2000, month);

    private static int Outside(ReadOnlySpan<char> text)
    {
        var count = 0;
        while (count < text.Length && (WrittenText.IsOutside(text[count]) || char.IsControl(text[count])))
        {
            count++;
        }

        return count;
    }

    [GeneratedRegex(@"\A\s*([0-9]{1,4})\s*[/.-]\s*([0-9]{1,2})(?:\s*[/.-]\s*([0-9]{1,4}))?\s*\z")]
    private static partial Regex Day();
}
