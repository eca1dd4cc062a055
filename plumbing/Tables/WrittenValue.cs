using System.Globalization;
using System.Text.RegularExpressions;

namespace HourExchange.Plumbing.Tables;

/// <summary>Reads values as people write them: decimal comma or point, dd.MM.yyyy or ISO dates.</summary>
public static partial class WrittenValue
{
    private static readonly string[] DateForms = ["dd.MM.yyyy", "d.M.yyyy", "dd/MM/yyyy", "d/M/yyyy", "yyyy-MM-dd"];

    /// <summary>A time of day behind the day falls away, as it does in a spreadsheet's own dates.</summary>
    /// <param name="isMonthFirst">Whether the writer may mean the month by the first number of 10/11/2014.</param>
    /// <returns>Null where it is no date, or not certain which.</returns>
    public static DateOnly? Date(string text, Func<bool> isMonthFirst) =>
        DateOnly.TryParseExact(TimeOfDay().Replace(text, ""), DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && !(text.Contains('/') && date.Day <= 12 && date.Day != date.Month && isMonthFirst())
            ? date : null;

    /// <param name="isNumber">Read from a spreadsheet's number; else 1,500 and 1.500 may be a thousand and a half.</param>
    /// <returns>Null where it is no number, or not certain which.</returns>
    public static decimal? Quantity(string text, bool isNumber = false) =>
        (isNumber || !MayBeThousands().IsMatch(text))
            && decimal.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var quantity)
            ? quantity : null;

    [GeneratedRegex(@"\A[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}\z")]
    private static partial Regex MayBeThousands();

    [GeneratedRegex(@"(?<=[0-9]{4}|-[0-9]{2})[ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2})?\z")]
    private static partial Regex TimeOfDay();
}
