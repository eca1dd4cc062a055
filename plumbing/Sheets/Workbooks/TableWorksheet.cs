using DocumentFormat.OpenXml;
using HourExchange.Words;
using HourExchange.Words.Reading;
using Ooxml = DocumentFormat.OpenXml.Spreadsheet;

namespace HourExchange.Plumbing.Sheets.Workbooks;

/// <summary>
/// A table as a worksheet. Left, the columns as they are printed, hours as <c>[h]:mm</c>; right of them, outside what is printed, the whole
/// minutes of each column of hours. Sums are formulas over the whole minutes, which are exact whatever a spreadsheet does with fractions.
/// </summary>
internal sealed class TableWorksheet
{
    /// <summary>Rows that are read before the first is written: they say how wide the columns are, and whether lines have marks.</summary>
    private const int FirstRows = 1_000;

    /// <summary>ECMA-376 knows no more; nor does a spreadsheet.</summary>
    private const int RowLimit = 1_048_576;

    private const int NarrowestCharacters = 8, WidestCharacters = 60;

    /// <summary>Of a row: a spreadsheet has none higher than 409 points.</summary>
    private const int LineLimit = 27;

    private const double LinePoints = 15;

    private readonly Table _table;
    private readonly Wording _words;
    private readonly Spelling _spelling;
    private readonly CellWriter _cells;
    private readonly bool _hasMarks;
    private readonly Dictionary<int, string> _minutesColumns;
    private readonly int[] _widths;
    private int _groupBegins;

    private TableWorksheet(Table table, string language, CellWriter cells, bool hasMarks, IReadOnlyList<Row> first)
    {
        (_table, _words, _spelling, _cells, _hasMarks) = (table, Wording.Of("Sheets", language), Spelling.Of(language), cells, hasMarks);
        PrintedColumns = table.Columns.Count + (hasMarks ? 1 : 0);
        _minutesColumns = table.Columns.Index().Where(column => column.Item.Kind == CellKind.Minutes)
            .Select((column, number) => (column.Index, Letters: CellWriter.Letters(PrintedColumns + number + 1)))
            .ToDictionary(column => column.Index, column => column.Letters);
        _widths = Widths(first);
    }

    private int PrintedColumns { get; }

    /// <returns>The last row and column of what is printed.</returns>
    public static async Task<(int Row, int Column)> Write(OpenXmlWriter writer, Table table, string language, CancellationToken stopping)
    {
        await using var rows = table.Printed(stopping).GetAsyncEnumerator(stopping);
        var first = new List<Row>();
        while (first.Count < FirstRows && await rows.MoveNextAsync())
        {
            first.Add(rows.Current);
        }

        var cells = new CellWriter(writer);
        var sheet = new TableWorksheet(table, language, cells, first.Count == FirstRows || first.Exists(row => row.Mark != RowMark.None), first);
        writer.WriteStartElement(new Ooxml.Worksheet());
        writer.WriteElement(new Ooxml.SheetProperties(new Ooxml.PageSetupProperties { FitToPage = true }));
        writer.WriteElement(new Ooxml.SheetViews(new Ooxml.SheetView(
            new Ooxml.Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = Ooxml.PaneValues.BottomLeft, State = Ooxml.PaneStateValues.Frozen })
        { WorkbookViewId = 0 }));
        writer.WriteElement(new Ooxml.Columns(sheet._widths.Select((characters, index) =>
            new Ooxml.Column { Min = (uint)index + 1, Max = (uint)index + 1, Width = characters + 3, CustomWidth = true })));
        writer.WriteStartElement(new Ooxml.SheetData());
        sheet.WriteHeader();
        var hasGroups = false;
        var lastLine = 0;
        foreach (var row in first)
        {
            hasGroups |= row.Kind == RowKind.Group;
            lastLine = sheet.WriteRow(row) ?? lastLine;
        }

        first.Clear();
        while (await rows.MoveNextAsync())
        {
            hasGroups |= rows.Current.Kind == RowKind.Group;
            lastLine = sheet.WriteRow(rows.Current) ?? lastLine;
        }

        if (cells.Row == 1)
        {
            sheet.WriteNothing();
        }

        writer.WriteEndElement();
        if (lastLine > 0 && !hasGroups)
        {
            writer.WriteElement(new Ooxml.AutoFilter { Reference = $"A1:{CellWriter.Letters(sheet.PrintedColumns)}{lastLine}" });
        }

        writer.WriteElement(new Ooxml.PageMargins { Left = 0.6, Right = 0.6, Top = 0.8, Bottom = 0.8, Header = 0.4, Footer = 0.4 });
        // ECMA-376, 18.3.1.63: 9 is A4; no height means as many pages as it takes.
        writer.WriteElement(new Ooxml.PageSetup
        {
            PaperSize = 9,
            Orientation = sheet.PrintedColumns > 6 ? Ooxml.OrientationValues.Landscape : Ooxml.OrientationValues.Portrait,
            FitToWidth = 1,
            FitToHeight = 0,
        });
        writer.WriteElement(new Ooxml.HeaderFooter(new Ooxml.OddHeader("&L" + InHeader(table.Title)), new Ooxml.OddFooter("&R&P / &N")));
        writer.WriteEndElement();
        return (cells.Row, sheet.PrintedColumns);
    }

    /// <summary>An ampersand commands there; what begins with a digit would be taken for a size; 255 characters with the commands.</summary>
    private static string InHeader(string title) => " " + (title.Length <= 100 ? title : title[..99] + "…").Replace("&", "&&", StringComparison.Ordinal);

    private void WriteHeader()
    {
        var names = _table.Columns.Select(column => column.NameWithCurrency).Concat(_hasMarks ? [_words["Column.mark"]] : []).Concat(_minutesColumns.Keys.Select(MinutesName));
        _cells.BeginRow(Points(names.Zip(_widths, Lines).Max()));
        foreach (var column in _table.Columns)
        {
            _cells.Text(column.NameWithCurrency, column.IsNumber ? CellStyles.NumberHeader : CellStyles.Header);
        }

        if (_hasMarks)
        {
            _cells.Text(_words["Column.mark"], CellStyles.Header);
        }

        foreach (var index in _minutesColumns.Keys)
        {
            _cells.Text(MinutesName(index), CellStyles.NumberHeader);
        }

        _cells.EndRow();
    }

    /// <returns>Where it stands, if it is a line.</returns>
    private int? WriteRow(Row row)
    {
        if (_cells.Row == RowLimit)
        {
            throw new InvalidOperationException($"A worksheet has at most {RowLimit} rows: table {_table.Code} has more.");
        }

        // The name of a group reaches over the cells beside it.
        _cells.BeginRow(row.Kind == RowKind.Group ? null : Points(row.Cells.Zip(_widths, (cell, width) => cell.Value is string text ? Lines(text, width) : 1).Max()));
        if (row.Kind == RowKind.Group || (row.Kind == RowKind.Line && _groupBegins == 0))
        {
            _groupBegins = _cells.Row + (row.Kind == RowKind.Group ? 1 : 0);
        }

        foreach (var (index, column) in _table.Columns.Index())
        {
            WriteCell(row, column, row.Cells[index].Value, column.Summed ? Formula(row.Kind, index, column) : null);
        }

        if (_hasMarks)
        {
            _cells.Text(row.Mark == RowMark.None ? null : _words[$"Mark.{row.Mark.ToString().ToLowerInvariant()}"], CellStyles.Of(CellKind.Text, row.Kind));
        }

        foreach (var (index, letters) in _minutesColumns)
        {
            var style = CellStyles.Of(CellKind.Count, row.Kind);
            if (row.Cells[index].Value is long minutes)
            {
                _cells.Number(minutes, style, _table.Columns[index].Summed ? Sum(row.Kind, letters) : null);
            }
            else
            {
                _cells.Skip();
            }
        }

        _cells.EndRow();
        return row.Kind == RowKind.Line ? _cells.Row : null;
    }

    private void WriteCell(Row row, Column column, object? value, string? formula)
    {
        var style = CellStyles.Of(value is string ? CellKind.Text : column.Kind, row.Kind);
        switch (value)
        {
            case string text:
                _cells.Text(text, style);
                break;
            case DateOnly day:
                _cells.Day(day, style);
                break;
            case long minutes when column.Kind == CellKind.Minutes:
                _cells.Hours(minutes, style, formula);
                break;
            case long whole:
                _cells.Number(whole, style, formula);
                break;
            case decimal number:
                _cells.Number(number, style, formula);
                break;
            default:
                _cells.Empty(style);
                break;
        }
    }

    private string? Formula(RowKind kind, int index, Column column) => kind is not (RowKind.Subtotal or RowKind.Total) ? null
        : column.Kind == CellKind.Minutes ? Sum(kind, _minutesColumns[index]) + "/1440"
        : Sum(kind, CellWriter.Letters(index + 1));

    /// <summary>
    /// Where subtotals stand between the lines, SUBTOTAL(9) sums as SUM does and leaves other SUBTOTALs out: one range is the total of any number of groups.
    /// </summary>
    private string? Sum(RowKind kind, string letters) => kind switch
    {
        RowKind.Subtotal => $"SUBTOTAL(9,{letters}{_groupBegins}:{letters}{_cells.Row - 1})",
        RowKind.Total when _table.SubtotalName is not null => $"SUBTOTAL(9,{letters}2:{letters}{_cells.Row - 1})",
        RowKind.Total => $"SUM({letters}2:{letters}{_cells.Row - 1})",
        _ => null,
    };

    private void WriteNothing()
    {
        _cells.BeginRow();
        _cells.Text(_table.Nothing ?? _words["Nothing"], CellStyles.Of(CellKind.Text, RowKind.Line));
        _cells.EndRow();
    }

    /// <summary>In characters.</summary>
    private int[] Widths(IReadOnlyList<Row> rows)
    {
        var printed = _table.Columns.Select((column, index) => Math.Max(
            Longest(column.NameWithCurrency), rows.Select(row => Characters(column, row.Cells[index].Value, row.Kind)).DefaultIfEmpty().Max()));
        var minutes = _minutesColumns.Keys.Select(index => Longest(MinutesName(index)));
        return [.. printed.Concat(_hasMarks ? [12] : []).Concat(minutes).Select(characters => Math.Clamp(characters, NarrowestCharacters, WidestCharacters))];
    }

    private string MinutesName(int index) => _words.Format("Column.minutes", _table.Columns[index].Name);

    /// <summary>On how many lines a text stands, as words break: a guess, no less than it takes.</summary>
    private static int Lines(string text, int width)
    {
        var lines = 0;
        foreach (var paragraph in text.Split('\n'))
        {
            var taken = 0;
            lines++;
            foreach (var word in paragraph.Split(' '))
            {
                lines += taken > 0 && taken + 1 + word.Length > width ? 1 + (word.Length / (width + 1)) : word.Length / (width + 1);
                taken = taken > 0 && taken + 1 + word.Length <= width ? taken + 1 + word.Length : word.Length % (width + 1);
            }
        }

        return Math.Min(lines, LineLimit);
    }

    private static double? Points(int lines) => lines == 1 ? null : lines * LinePoints;

    /// <summary>Headers break between words.</summary>
    private static int Longest(string name) => name.Split(' ').Max(word => word.Length);

    // The name of a group may reach over the cells beside it.
    private int Characters(Column column, object? value, RowKind row) => value switch
    {
        string text => row == RowKind.Group ? 0 : text.Length,
        DateOnly day => _spelling.Day(day).Length,
        long whole => column.Kind == CellKind.Minutes ? Spelling.Hours(whole).Length : Spelling.Count(whole).Length,
        decimal number => column.Kind == CellKind.Money ? _spelling.Amount(number).Length : _spelling.Quantity(decimal.Round(number, 4)).Length,
        _ => 0,
    };
}
