using HourExchange.Plumbing.Sheets;
using HourExchange.Words;
using HourExchange.Words.Reading;

namespace HourExchange.Ui.Sheets;

/// <summary>A sheet with the rows of its tables read, so that components draw it without waiting.</summary>
public sealed class PrintedSheet
{
    /// <summary>Lines of one table that are printed one by one: a hundred pages.</summary>
    public const int LineLimit = 5_000;

    private readonly Dictionary<Table, PrintedTable> _tables;
    private readonly HashSet<string> _shown;

    private PrintedSheet(Sheet sheet, Dictionary<Table, PrintedTable> tables)
    {
        (Sheet, _tables) = (sheet, tables);
        _shown = [.. sheet.Sections.SelectMany(section => section.Blocks).OfType<TableBlock>().Select(block => block.Table.Code)];
    }

    public Sheet Sheet { get; }

    /// <summary>Where figures are explained, up to the question mark; null on paper, where nothing can be followed.</summary>
    public string? ExplainedAt { get; init; }

    /// <param name="explainedAt">Where figures are explained, up to the question mark.</param>
    public static async Task<PrintedSheet> Of(Sheet sheet, CancellationToken stopping, string? explainedAt = null)
    {
        var words = Wording.Of("Sheets", sheet.Language);
        var tables = new Dictionary<Table, PrintedTable>(ReferenceEqualityComparer.Instance);
        foreach (var block in sheet.Sections.SelectMany(section => section.Blocks))
        {
            if (block switch { TableBlock shown => shown.Table, Chart drawn => drawn.Rows, _ => null } is { } table && !tables.ContainsKey(table))
            {
                tables[table] = await PrintedTable.Of(table, LineLimit, lines => words.Format("Cut.rest", Spelling.Count(lines)), stopping);
            }
        }

        return new(sheet, tables) { ExplainedAt = explainedAt };
    }

    public PrintedTable this[Table table] => _tables[table];

    /// <summary>What is drawn is told as rows as well; not twice where the same table stands beside the drawing.</summary>
    public PrintedTable? RowsBeside(Chart chart) => chart.Rows is { } rows && !_shown.Contains(rows.Code) ? _tables[rows] : null;

    /// <summary>Of a chart's parts, once a document.</summary>
    public string IdOf(Chart chart) =>
        $"chart-{Sheet.Sections.SelectMany(section => section.Blocks).TakeWhile(block => !ReferenceEquals(block, chart)).OfType<Chart>().Count() + 1}";
}
