using System.Globalization;
using DocumentFormat.OpenXml;
using HourExchange.Plumbing.Tables;
using Ooxml = DocumentFormat.OpenXml.Spreadsheet;

namespace HourExchange.Plumbing.Sheets.Workbooks;

/// <summary>Writes rows and cells forward only. Text is text by its type, so nothing that people wrote is a formula.</summary>
internal sealed class CellWriter(OpenXmlWriter writer)
{
    /// <summary>What a cell holds at most.</summary>
    private const int TextLimit = 32_767;

    private int _column;

    /// <summary>From 1; the row that is written.</summary>
    public int Row { get; private set; }

    /// <summary>Days count from 1904-01-01, since spreadsheets show hours below zero in no other workbook.</summary>
    private static readonly DateOnly DayZero = new(1904, 1, 1);

    /// <param name="points">Its height where it is not that of one line: not every program finds it by itself.</param>
    public void BeginRow(double? points = null)
    {
        Row++;
        _column = 0;
        writer.WriteStartElement(new Ooxml.Row { RowIndex = (uint)Row, Height = points, CustomHeight = points is null ? null : true });
    }

    public void EndRow() => writer.WriteEndElement();

    public void Skip() => _column++;

    public void Text(string? text, uint style)
    {
        if (string.IsNullOrEmpty(text))
        {
            Empty(style);
            return;
        }

        var whole = text.Length <= TextLimit ? text : text[..(TextLimit - 1)] + "…";
        Write(new Ooxml.Cell(new Ooxml.InlineString(new Ooxml.Text(SpreadsheetText.Stored(whole)) { Space = SpaceProcessingModeValues.Preserve }))
        {
            DataType = Ooxml.CellValues.InlineString,
        }, style);
    }

    public void Empty(uint style) => Write(new Ooxml.Cell(), style);

    public void Day(DateOnly day, uint style)
    {
        if (day < DayZero)
        {
            Text(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), style);
        }
        else
        {
            Number((day.DayNumber - DayZero.DayNumber).ToString(CultureInfo.InvariantCulture), style);
        }
    }

    public void Number(decimal number, uint style, string? formula = null) => Number(number.ToString(CultureInfo.InvariantCulture), style, formula);

    /// <summary>As a part of a day, which is how spreadsheets count time.</summary>
    public void Hours(long minutes, uint style, string? formula = null) =>
        Number((minutes / 1440d).ToString("R", CultureInfo.InvariantCulture), style, formula);

    /// <param name="formula">What it is computed by; the number is what it gives.</param>
    private void Number(string number, uint style, string? formula = null)
    {
        var cell = new Ooxml.Cell();
        if (formula is not null)
        {
            cell.Append(new Ooxml.CellFormula(formula));
        }

        cell.Append(new Ooxml.CellValue(number));
        Write(cell, style);
    }

    private void Write(Ooxml.Cell cell, uint style)
    {
        cell.CellReference = Letters(++_column) + Row.ToString(CultureInfo.InvariantCulture);
        cell.StyleIndex = style;
        writer.WriteElement(cell);
    }

    /// <param name="column">From 1.</param>
    public static string Letters(int column) => column <= 26
        ? ((char)('A' + column - 1)).ToString()
        : Letters((column - 1) / 26) + (char)('A' + ((column - 1) % 26));
}
