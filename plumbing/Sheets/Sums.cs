using System.Globalization;

namespace HourExchange.Plumbing.Sheets;

/// <summary>The sums of the lines so far, column by column.</summary>
internal sealed class Sums(IReadOnlyList<Column> columns)
{
    private readonly decimal[] _sums = new decimal[columns.Count];

    public long Lines { get; private set; }

    /// <exception cref="InvalidOperationException">The row has other cells than the columns say.</exception>
    public void Add(Row line)
    {
        if (line.Cells.Count != columns.Count)
        {
            throw new InvalidOperationException($"A row of {line.Cells.Count} cells in a table of {columns.Count} columns.");
        }

        Lines++;
        for (var index = 0; index < columns.Count; index++)
        {
            var value = line.Cells[index].Value;
            if (!Fits(columns[index].Kind, value))
            {
                throw new InvalidOperationException($"{value!.GetType().Name} is no {columns[index].Kind}: column {columns[index].Code}.");
            }

            if (columns[index].Summed && value is not null)
            {
                _sums[index] += Convert.ToDecimal(value, CultureInfo.InvariantCulture);
            }
        }
    }

    public Row Row(string name, RowKind kind) =>
        new([.. columns.Select((column, index) => index == 0 && !column.Summed ? name : Sum(column, _sums[index]))]) { Kind = kind };

    private static Cell Sum(Column column, decimal sum) => !column.Summed ? Cell.Empty : column.Kind == CellKind.Money ? new Cell(sum) : new Cell((long)sum);

    private static bool Fits(CellKind kind, object? value) => (kind, value) switch
    {
        (_, null) => true,
        (CellKind.Text, string) or (CellKind.Minutes or CellKind.Count, long) or (CellKind.Day, DateOnly) => true,
        (CellKind.Money or CellKind.Quantity or CellKind.Share, decimal) => true,
        _ => false,
    };
}
