using System.Globalization;
using DocumentFormat.OpenXml.Packaging;

namespace HourExchange.Plumbing.Tables;

/// <summary>The rows of a sheet that hold anything, read forward only: a sheet may be far larger than a table.</summary>
internal static class SheetRows
{
    /// <summary>Whatever stands further right counts as one cell more.</summary>
    public const int ColumnLimit = 64;

    /// <exception cref="InvalidDataException">Rows or cells are not in rising order.</exception>
    public static IEnumerable<(int Row, TableCell[] Cells)> Read(WorksheetPart sheet, CellText text, CancellationToken stopping)
    {
        using var reader = new PartReader(sheet, stopping);
        var row = 0;
        while (reader.Read() && !reader.Ends("sheetData"))
        {
            if (reader.Begins("row"))
            {
                row = Rising(row, reader.Attribute("r") is { } number ? CellReference.Row(number) : row + 1);
                if (ReadCells(reader, text) is { Count: > 0 } cells)
                {
                    yield return (row, [.. cells]);
                }
            }
        }
    }

    private static List<TableCell> ReadCells(PartReader reader, CellText text)
    {
        var cells = new List<TableCell>();
        var column = 0;
        while (reader.Read() && !reader.Ends("row"))
        {
            if (reader.Begins("c"))
            {
                column = Rising(column, reader.Attribute("r") is { } reference ? CellReference.Column(reference) : column + 1);
                if (ReadCell(reader, text) is { Text.Length: > 0 } content)
                {
                    cells.AddRange(Enumerable.Repeat(new TableCell(""), Math.Max(0, Math.Min(column, ColumnLimit + 1) - cells.Count)));
                    cells[^1] = content;
                }
            }
        }

        return cells;
    }

    private static TableCell ReadCell(PartReader reader, CellText text)
    {
        var type = reader.Attribute("t");
        var style = int.TryParse(reader.Attribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : 0;
        var content = new TableCell("");
        var (hasFormula, hasValue) = (false, false);
        while (reader.Read() && !reader.Ends("c"))
        {
            if (reader.Begins("f"))
            {
                hasFormula = true;
            }
            else if (reader.Begins("v"))
            {
                hasValue = true;
                content = text.Of(type, style, reader.Text());
            }
            else if (reader.Begins("is"))
            {
                content = new TableCell(reader.RichText("is"));
            }
        }

        return hasFormula && !hasValue ? new TableCell(SpreadsheetError.Unknown) : content;
    }

    private static int Rising(int last, int next) =>
        next > last ? next : throw new InvalidDataException($"{next} after {last}: rows and cells come in rising order.");
}
