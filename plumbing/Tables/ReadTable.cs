namespace HourExchange.Plumbing.Tables;

/// <summary>What a file holds: rows that could be read, and faults. A file that is no such table at all has one fault and no rows.</summary>
/// <param name="ColumnNames">How the file calls each of its columns, for later faults.</param>
public sealed record ReadTable<TColumn, TRow>(
    IReadOnlyList<TRow> Rows, IReadOnlyList<RejectedRow> Rejected, IReadOnlyDictionary<TColumn, string> ColumnNames) where TColumn : struct, Enum
{
    /// <summary>
    /// What stands in the cells of rows that could not be read, by row, in the order of the columns; fewer where nothing stands at the end.
    /// Who mends them sees it beside their faults.
    /// </summary>
    public IReadOnlyDictionary<int, string[]> Unread { get; init; } = new Dictionary<int, string[]>();

    /// <summary>The cells of such a row by their columns; null where the file itself gave none.</summary>
    public IEnumerable<KeyValuePair<TColumn, string>>? CellsOf(int row) =>
        Unread.TryGetValue(row, out var cells) ? ColumnNames.Keys.Select((column, index) => KeyValuePair.Create(column, cells.ElementAtOrDefault(index) ?? "")) : null;

    /// <summary>Code of the fault that makes the whole file unreadable, or null.</summary>
    public string? FileFault { get; init; }

    internal static ReadTable<TColumn, TRow> Unreadable(int row, string column, string code, Sentence message) =>
        new([], [new RejectedRow(row, column, code, message)], new Dictionary<TColumn, string>()) { FileFault = code };
}
