using System.Globalization;
using DocumentFormat.OpenXml.Spreadsheet;
using Ooxml = DocumentFormat.OpenXml.Spreadsheet;

namespace HourExchange.Plumbing.Tables;

/// <summary>The cells of a list's sheet: days and quantities as numbers, all else as text that no program takes for a formula.</summary>
public static class WorkbookCell
{
    private const uint DateStyle = 1;

    // ECMA-376, 18.8.30: a day as the reader's own country writes it.
    private const uint ShortDate = 14;

    // Before, programs disagree about the number of a day (Excel counts a 29 February 1900).
    private static readonly DateOnly FirstCounted = new(1900, 3, 1);

    private static readonly DateOnly DayZero = new(1899, 12, 30);

    /// <param name="reference">Where it stands, as B2.</param>
    /// <returns>Null where nothing stands.</returns>
    public static Cell? Of(object? content, string reference) => content switch
    {
        DateOnly date when date >= FirstCounted => Number(date.DayNumber - DayZero.DayNumber, reference, DateStyle),
        DateOnly date => Words(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), reference),
        decimal number => Number(number, reference, 0),
        string { Length: > 0 } text => Words(FormulaGuard.KeepApostrophes(text), reference),
        _ => null,
    };

    /// <summary>Style 0 is plain, 1 a day. The two fills are those every workbook begins with.</summary>
    public static Stylesheet Styles() => new(
        new Fonts(new Font()),
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(new CellFormat(), new CellFormat { NumberFormatId = ShortDate, ApplyNumberFormat = true }));

    private static Cell Number(decimal number, string reference, uint style) => new()
    {
        CellReference = reference,
        StyleIndex = style == 0 ? null : style,
        CellValue = new CellValue(number.ToString("0.####", CultureInfo.InvariantCulture)),
    };

    private static Cell Words(string text, string reference) => new(new InlineString(new Ooxml.Text(SpreadsheetText.Stored(text))))
    {
        CellReference = reference,
        DataType = CellValues.InlineString,
    };
}
