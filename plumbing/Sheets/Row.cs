namespace HourExchange.Plumbing.Sheets;

/// <summary>What a row of a printed table is.</summary>
public enum RowKind
{
    /// <summary>Its first cell names the rows that follow.</summary>
    Group,

    Line,

    /// <summary>The sum of the lines of its group.</summary>
    Subtotal,

    /// <summary>The sum of all lines.</summary>
    Total,
}

/// <summary>How a line differs from its neighbours; shown by a sign and a word, never by colour alone.</summary>
public enum RowMark
{
    None,
    Late,
    Reversal,
}

/// <summary>A row of a table, its cells in the order of the columns.</summary>
/// <param name="Group">As people read it; lines of one group stand together.</param>
public sealed record Row(IReadOnlyList<Cell> Cells, string? Group = null, RowMark Mark = RowMark.None)
{
    public RowKind Kind { get; init; } = RowKind.Line;

    /// <summary>Part of a query that names this row where its figures are explained; null: nobody explains them.</summary>
    public string? Ask { get; init; }
}
