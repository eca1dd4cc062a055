namespace HourExchange.Plumbing.Tables;

/// <summary>The cells of one row by their columns. Every cell that cannot be read is noted, not the first alone.</summary>
/// <param name="row">As the spreadsheet numbers it.</param>
/// <param name="cells">Fewer than the header's where nothing stands at the end.</param>
/// <param name="columns">Where each column of the file stands.</param>
/// <param name="nameOf">How faults call a column.</param>
public sealed class RowCells<TColumn>(
    int row, TableCell[] cells, IReadOnlyDictionary<TColumn, int> columns, Func<TColumn, string> nameOf, List<RejectedRow> rejected) where TColumn : struct, Enum
{
    // A row has few faults, a file may have very many.
    private readonly HashSet<TColumn> _noted = [];

    public int Row => row;

    /// <summary>How the file calls its columns.</summary>
    public IEnumerable<string> Headers => columns.Keys.Select(nameOf);

    public bool AllGood { get; private set; } = true;

    /// <summary>Notes every cell that holds an error of the spreadsheet, in whichever column, where nothing else is said of it.</summary>
    internal void NoteErrors()
    {
        foreach (var column in columns.Keys.Where(column => SpreadsheetError.Is(this[column])))
        {
            NoteIf(!_noted.Contains(column), column, "cell-error", "The cell holds an error of the spreadsheet, or a formula without its result: mend it there and save it again.");
        }
    }

    /// <summary>Empty where nothing stands.</summary>
    public string this[TColumn column] => columns.TryGetValue(column, out var index) && index < cells.Length ? FormulaGuard.Remove(cells[index].Text) : "";

    /// <summary>As they were written, in the file's order.</summary>
    internal string[] Written => [.. cells.Take(columns.Count).Select(cell => FormulaGuard.Remove(cell.Text))];

    /// <summary>Whether the file has the column.</summary>
    public bool Has(TColumn column) => columns.ContainsKey(column);

    /// <summary>The text of a cell that must hold one.</summary>
    public string Text(TColumn column) => Known(column, this[column] is { Length: > 0 } text ? text : null, "cell-empty", "The cell is empty.") ?? "";

    public T? Parsed<T>(TColumn column, Func<string, T?> read, string code, Sentence message) where T : struct
    {
        var value = read(this[column]);
        NoteIf(value is null, column, code, message);
        return value;
    }

    /// <summary>A number of units, as a spreadsheet holds it or as somebody wrote it.</summary>
    public decimal? Quantity(TColumn column)
    {
        var isNumber = columns.TryGetValue(column, out var index) && index < cells.Length && cells[index].IsNumber;
        return Parsed(column, text => WrittenValue.Quantity(text, isNumber), "quantity-invalid", "The quantity is no number, or may be read in two ways: 1,500 is one and a half or a thousand and a half; write 1,5 or 1500.");
    }

    public string? Known(TColumn column, string? value, string code, Sentence message)
    {
        NoteIf(value is null, column, code, message);
        return value;
    }

    public void NoteIf(bool broken, TColumn column, string code, Sentence message)
    {
        if (broken)
        {
            AllGood = false;
            _noted.Add(column);
            rejected.Add(new RejectedRow(row, nameOf(column), code, message) { Value = this[column] is { Length: > 0 } text ? text : null });
        }
    }
}
