namespace HourExchange.Plumbing.Sheets;

/// <summary>The rows of a table as a page has them: so many lines one by one, and the sum of all that follow as one row.</summary>
/// <param name="Left">How many lines stand in that one row; 0 where the table is whole.</param>
public sealed record PrintedTable(Table Table, IReadOnlyList<Row> Rows, long Left)
{
    /// <param name="lineLimit">Lines that are kept in memory.</param>
    /// <param name="restName">Name of the row for so many others, with which the rows still add up to the total.</param>
    public static async Task<PrintedTable> Of(Table table, int lineLimit, Func<long, string> restName, CancellationToken stopping = default)
    {
        var rows = new List<Row>();
        var rest = new Sums(table.Columns);
        Row? group = null, total = null;
        var lines = 0;
        await foreach (var row in table.Printed(stopping))
        {
            switch (row.Kind)
            {
                case RowKind.Group:
                    // It is printed with its first line, if that is.
                    group = row;
                    break;
                case RowKind.Total:
                    total = row;
                    break;
                case RowKind.Line when ++lines > lineLimit:
                    rest.Add(row);
                    break;
                case RowKind.Line:
                    rows.AddRange(group is null ? [row] : [group, row]);
                    group = null;
                    break;
                case RowKind.Subtotal when lines <= lineLimit:
                    rows.Add(row);
                    break;
            }
        }

        if (rest.Lines > 0)
        {
            rows.Add(rest.Row(restName(rest.Lines), RowKind.Subtotal));
        }

        return new(table, total is null ? rows : [.. rows, total], rest.Lines);
    }
}
