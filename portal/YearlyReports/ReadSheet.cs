using HourExchange.Client.Reporting;
using HourExchange.Plumbing.Sheets;
using HourExchange.Ui.Sheets;

namespace HourExchange.Portal.YearlyReports;

/// <summary>A report that a service tells as data, as the components of printed sheets draw it.</summary>
public static class ReadSheet
{
    /// <param name="explainedAt">Where its figures are explained; null: nowhere.</param>
    public static Task<PrintedSheet> Of(SheetView view, string? explainedAt, CancellationToken stopping) => PrintedSheet.Of(
        new Sheet("page", view.Language, view.Title, view.Lead, [.. view.Sections.Select(SectionOf)])
        {
            Above = view.Above,
            Figures = [.. view.Figures.Select(figure => new Figure(figure.Name, figure.Value, figure.Beside))],
            Information = [.. view.Information.Select(fact => (fact.Name, fact.Value))],
        }, stopping, explainedAt);

    // A kind that came later is left out: the sheet to print has it.
    private static Section SectionOf(SheetSection section) => new(section.Title, [.. section.Blocks.Select(BlockOf).OfType<Block>()]) { Code = section.Code };

    private static Block? BlockOf(SheetBlock block) => block switch
    {
        { Kind: "table", Table: { } table } => new TableBlock(TableOf(table)),
        { Kind: "chart", Chart: { } chart } => ChartOf(chart),
        { Kind: "paragraph", Sentences: [var one] } => new Paragraph(one.Text, one.Strong),
        { Kind: "list" or "numbered-list", Sentences: { } several } => new Sentences([.. several.Select(one => new Paragraph(one.Text, one.Strong))], block.Kind == "numbered-list"),
        { Kind: "markdown", Sentences: [var text] } => new Markdown(text.Text, text.Strong),
        { Kind: "facts", Facts: { } facts } => new Facts([.. facts.Select(fact => (fact.Name, fact.Value))]),
        _ => null,
    };

    private static Chart? ChartOf(SheetChart chart)
    {
        Chart? drawn = chart switch
        {
            { Kind: "step-line", Points: { } points, Until: { } until } => new StepLine(
                chart.Finding, chart.Subject, chart.Title, chart.Description, [.. points.Select(point => (point.Day, point.Minutes))], until, [], [.. chart.Marks ?? []]),
            { Kind: "diverging-bars", Series: [var left, var right], Bars: { } bars } => new DivergingBars(
                chart.Finding, chart.Subject, chart.Title, chart.Description, left, right, [.. bars.Select(bar => (bar.Name, bar.Minutes[0], bar.Minutes[1]))]),
            { Kind: "grouped-bars", Series: { } series, Bars: { } groups } => new GroupedBars(
                chart.Finding, chart.Subject, chart.Title, chart.Description, series, [.. groups.Select(group => (group.Name, group.Minutes))]),
            { Kind: "flows", Streams: { } streams } => new Flows(
                chart.Finding, chart.Subject, chart.Title, chart.Description, [.. streams.Select(stream => (stream.From, stream.To, stream.Minutes))]),
            _ => null,
        };
        return drawn is null || chart.Rows is null ? drawn : drawn with { Rows = TableOf(chart.Rows) };
    }

    private static Table TableOf(SheetTable table) => Table.Of(
        table.Code, table.Title, [.. table.Columns.Select(ColumnOf)],
        table.Rows.Select(row => new Row([.. row.Cells.Select(CellOf)], row.Group, Enum.TryParse<RowMark>(row.Mark, ignoreCase: true, out var mark) ? mark : RowMark.None) { Ask = row.Ask })) with
    {
        Subtitle = table.Subtitle,
        TotalName = table.TotalName,
        TotalAsk = table.TotalAsk,
        SubtotalName = table.SubtotalName,
        Nothing = table.Nothing,
    };

    private static Column ColumnOf(SheetColumn column) =>
        new(column.Code, column.Name, Enum.TryParse<CellKind>(column.Kind, ignoreCase: true, out var kind) ? kind : CellKind.Text, column.Summed, column.Currency) { Ask = column.Ask, StandsRight = column.StandsRight };

    private static Cell CellOf(SheetCell cell) => cell switch
    {
        { Text: { } text } => text,
        { Whole: { } whole } => whole,
        { Number: { } number } => number,
        { Day: { } day } => (DateOnly?)day,
        _ => Cell.Empty,
    };
}
