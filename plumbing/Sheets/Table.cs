using System.Runtime.CompilerServices;

namespace HourExchange.Plumbing.Sheets;

/// <summary>
/// What people read as rows and columns, whatever the form: page, print, XLSX, CSV. Sums are made here and nowhere else, so every total
/// is the sum of the lines printed above it.
/// </summary>
/// <param name="Code">Stable, for programs: kebab-case, once a sheet.</param>
/// <param name="Title">As people read it.</param>
/// <param name="Lines">In printed order, without sums. A long table is read from where it is kept while it is written.</param>
public sealed record Table(string Code, string Title, IReadOnlyList<Column> Columns, IAsyncEnumerable<Row> Lines)
{
    /// <summary>Codes of what a form for programs says of each row beside its cells; no column has one of them.</summary>
    internal static readonly string[] RowColumns = ["kind", "group", "mark"];

    public IReadOnlyList<Column> Columns { get; init; } = Distinct(Columns);

    /// <summary>What is said beside the title: a source, a limit.</summary>
    public string? Subtitle { get; init; }

    /// <summary>Name of the total in its first cell; null where the table has none.</summary>
    public string? TotalName { get; init; }

    /// <summary>Part of a query that names the total where its figures are explained, completed by each column's; null: it is not explained.</summary>
    public string? TotalAsk { get; init; }

    /// <summary>Name of each group's subtotal; null where it has none.</summary>
    public string? SubtotalName { get; init; }

    /// <summary>Said in place of the rows when there are none.</summary>
    public string? Nothing { get; init; }

    public static Table Of(string code, string title, IReadOnlyList<Column> columns, IEnumerable<Row> lines) =>
        new(code, title, columns, lines.ToAsyncEnumerable());

    private static IReadOnlyList<Column> Distinct(IReadOnlyList<Column> columns) => RowColumns.Concat(columns.Select(column => column.Code)).GroupBy(code => code).Where(code => code.Count() > 1).ToList() is [var twice, ..]
        ? throw new ArgumentException($"The code '{twice.Key}' names two columns.", nameof(columns)) : columns;

    /// <summary>Groups, lines, subtotals and the total.</summary>
    /// <exception cref="InvalidOperationException">A row has other cells than the columns say.</exception>
    public async IAsyncEnumerable<Row> Printed([EnumeratorCancellation] CancellationToken stopping = default)
    {
        var total = new Sums(Columns);
        var subtotal = new Sums(Columns);
        string? group = null;
        await foreach (var line in Lines.WithCancellation(stopping))
        {
            if (line.Group != group)
            {
                if (group is not null && SubtotalName is not null)
                {
                    yield return subtotal.Row(SubtotalName, RowKind.Subtotal) with { Group = group };
                }

                group = line.Group;
                subtotal = new Sums(Columns);
                if (group is not null)
                {
                    yield return new Row([group, .. Enumerable.Repeat(Cell.Empty, Columns.Count - 1)]) { Kind = RowKind.Group, Group = group };
                }
            }

            subtotal.Add(line);
            total.Add(line);
            yield return line;
        }

        if (group is not null && SubtotalName is not null)
        {
            yield return subtotal.Row(SubtotalName, RowKind.Subtotal) with { Group = group };
        }

        if (TotalName is not null && total.Lines > 0)
        {
            yield return total.Row(TotalName, RowKind.Total);
        }
    }
}
