using System.Globalization;

namespace HourExchange.Plumbing.Tables;

/// <summary>Where a cell stands: <c>C5</c> is column 3, row 5. At most 16,384 columns (XFD) and 1,048,576 rows.</summary>
internal static class CellReference
{
    private const int LastColumn = 16_384;
    private const int LastRow = 1_048_576;

    /// <exception cref="InvalidDataException">No such column.</exception>
    public static int Column(string reference)
    {
        var column = 0;
        foreach (var letter in reference.TakeWhile(char.IsAsciiLetter))
        {
            column = Within((column * 26) + (char.ToUpperInvariant(letter) - 'A') + 1, LastColumn, reference);
        }

        return Within(column, LastColumn, reference);
    }

    /// <exception cref="InvalidDataException">No such row.</exception>
    public static int Row(string number) =>
        Within(int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : 0, LastRow, number);

    private static int Within(int value, int last, string reference) =>
        value >= 1 && value <= last ? value : throw new InvalidDataException($"No cell {reference}.");
}
