using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace HourExchange.Tests.Plumbing.Sheets.Workbooks;

/// <summary>A worksheet as the OpenXML SDK reads it, with formulas computed again from the cells that they name.</summary>
internal sealed partial class ReadWorkbook : IDisposable
{
    private readonly SpreadsheetDocument _document;

    public ReadWorkbook(byte[] file) => _document = SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false);

    public SpreadsheetDocument Document => _document;

    public Workbook Workbook => _document.WorkbookPart!.Workbook!;

    public IReadOnlyList<string> Names => [.. Workbook.Sheets!.Elements<Sheet>().Select(sheet => sheet.Name!.Value!)];

    public void Dispose() => _document.Dispose();

    public Worksheet Worksheet(int index) =>
        ((WorksheetPart)_document.WorkbookPart!.GetPartById(Workbook.Sheets!.Elements<Sheet>().ElementAt(index).Id!.Value!)).Worksheet!;

    /// <summary>By reference, as B2.</summary>
    public Dictionary<string, Cell> Cells(int index) => Worksheet(index).Descendants<Cell>().ToDictionary(cell => cell.CellReference!.Value!);

    public CellFormat Style(Cell cell) =>
        _document.WorkbookPart!.WorkbookStylesPart!.Stylesheet!.CellFormats!.Elements<CellFormat>().ElementAt((int)(cell.StyleIndex?.Value ?? 0));

    public static string Text(Cell cell) => cell.InlineString?.InnerText ?? cell.CellValue?.Text ?? "";

    /// <summary>The number that is kept in the cell.</summary>
    public static double? Number(Cell? cell) => cell?.CellValue is { } value ? double.Parse(value.Text, CultureInfo.InvariantCulture) : null;

    /// <summary>What the formula gives over the numbers that are kept: SUM and SUBTOTAL(9) of one column, perhaps as hours.</summary>
    public static double Computed(Dictionary<string, Cell> cells, Cell cell)
    {
        var formula = Formula().Match(cell.CellFormula!.Text);
        Assert.True(formula.Success, cell.CellFormula.Text);
        var (column, first, last) = (formula.Groups["column"].Value, int.Parse(formula.Groups["first"].Value, CultureInfo.InvariantCulture), int.Parse(formula.Groups["last"].Value, CultureInfo.InvariantCulture));
        var leavesSubtotalsOut = formula.Groups["function"].Value.StartsWith("SUBTOTAL", StringComparison.Ordinal);
        // Cells of one column that no formula reads are added as decimals: what is to be exact is.
        var sum = Enumerable.Range(first, last - first + 1).Select(row => cells.GetValueOrDefault($"{column}{row}"))
            .Where(one => one?.CellValue is not null && !(leavesSubtotalsOut && one.CellFormula?.Text.StartsWith("SUBTOTAL", StringComparison.Ordinal) == true))
            .Sum(one => decimal.Parse(one!.CellValue!.Text, CultureInfo.InvariantCulture));
        return formula.Groups["hours"].Success ? (double)sum / 1440d : (double)sum;
    }

    [GeneratedRegex(@"\A(?<function>SUM\(|SUBTOTAL\(9,)(?<column>[A-Z]+)(?<first>[0-9]+):\k<column>(?<last>[0-9]+)\)(?<hours>/1440)?\z")]
    private static partial Regex Formula();
}
