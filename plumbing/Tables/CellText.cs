using System.Globalization;

namespace HourExchange.Plumbing.Tables;

/// <summary>Gives a cell of a sheet as the text it would have in a CSV file.</summary>
/// <param name="shared">The workbook's texts.</param>
/// <param name="styles">What its cell styles make of a number.</param>
/// <param name="since1904">Whether its days count from 1904-01-01.</param>
internal sealed class CellText(IReadOnlyList<string> shared, IReadOnlyList<NumberKind> styles, bool since1904)
{
    // What spreadsheets show for a number that is no date or time.
    private const string NoDate = "#####";

    /// <param name="type">ECMA-376, 18.18.11.</param>
    /// <exception cref="InvalidDataException">The cell refers to a text that is not there.</exception>
    public TableCell Of(string? type, int style, string stored) =>
        type is null or "n" && stored.Length > 0
            ? Number(stored, style < styles.Count ? styles[style] : NumberKind.Plain)
            : new TableCell(TextOf(type, stored));

    private string TextOf(string? type, string stored) => type switch
    {
        _ when stored.Length == 0 => "",
        "s" => int.TryParse(stored, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < shared.Count
            ? shared[index] : throw new InvalidDataException($"No shared string {stored}."),
        "b" => stored is "1" or "true" ? "oui" : "non",
        "d" => stored.Split('T')[0],
        "e" => SpreadsheetError.Is(stored) ? stored : SpreadsheetError.Unknown,
        _ => SpreadsheetText.Plain(stored),
    };

    /// <summary>
    /// Ten decimals: binary fractions show from the 16th digit on, and a quantity has four. A quantity that a spreadsheet took for
    /// a date or a duration becomes text that is no quantity: 6:00 is stored as 0.25 and must not pass for a quarter of an hour.
    /// </summary>
    private TableCell Number(string stored, NumberKind kind) =>
        !decimal.TryParse(stored, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? new TableCell(stored)
        : kind == NumberKind.Date ? new TableCell(Day(number))
        : kind == NumberKind.Time ? new TableCell(Time(number))
        : new TableCell(Math.Round(number, 10).ToString("0.##########", CultureInfo.InvariantCulture), IsNumber: true);

    // Before March 1900 programs disagree (Excel counts a 29 February). The time of day falls away.
    private string Day(decimal serial)
    {
        var first = since1904 ? new DateOnly(1904, 1, 1) : new DateOnly(1899, 12, 30);
        return serial >= (since1904 ? 0 : 61) && serial < DateOnly.MaxValue.DayNumber - first.DayNumber + 1
            ? first.AddDays((int)serial).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : NoDate;
    }

    private static string Time(decimal days)
    {
        if (days is < 0 or > 100_000)
        {
            return NoDate;
        }

        var minutes = (int)Math.Round(days * 1440);
        return string.Create(CultureInfo.InvariantCulture, $"{minutes / 60}:{minutes % 60:00}");
    }
}
