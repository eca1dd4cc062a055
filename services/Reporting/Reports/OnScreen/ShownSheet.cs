using HourExchange.Plumbing.Sheets;
using HourExchange.Ui.Sheets;

namespace HourExchange.Reporting.Reports.OnScreen;

/// <summary>Turns a sheet into what pages draw it from.</summary>
internal static class ShownSheet
{
    public static async Task<SheetView> Of(Sheet sheet, CancellationToken stopping)
    {
        var sections = new List<SheetSection>();
        foreach (var section in sheet.Sections)
        {
            var blocks = new List<SheetBlock>();
            foreach (var block in section.Blocks.Where(block => block is not Signatures))
            {
                blocks.Add(await BlockOf(block, stopping));
            }

            sections.Add(new SheetSection(section.Code, section.Title, blocks));
        }

        return new SheetView(
            sheet.Language, sheet.Title, sheet.Lead, sheet.Above, [.. sheet.Figures.Select(figure => new SheetFigure(figure.Name, figure.Value, figure.Beside))], sections,
            [.. sheet.Information.Select(fact => new SheetFact(fact.Name, fact.Value))]);
    }

    private static async Task<SheetBlock> BlockOf(Block block, CancellationToken stopping) => block switch
    {
        TableBlock shown => new SheetBlock("table", Table: await TableOf(shown.Table, stopping)),
        Paragraph one => new SheetBlock("paragraph", Sentences: [new SheetSentence(one.Text, one.Strong)]),
        Sentences several => new SheetBlock(several.Numbered ? "numbered-list" : "list", Sentences: [.. several.Items.Select(one => new SheetSentence(one.Text, one.Strong))]),
        Markdown written => new SheetBlock("markdown", Sentences: [new SheetSentence(written.Text, written.Heading)]),
        Facts facts => new SheetBlock("facts", Facts: [.. facts.Items.Select(fact => new SheetFact(fact.Name, fact.Value))]),
        Chart chart => new SheetBlock("chart", Chart: ChartOf(chart, chart.Rows is null ? null : await TableOf(chart.Rows, stopping))),
        _ => throw new InvalidOperationException($"No page shows {block.GetType().Name}."),
    };

    private static SheetChart ChartOf(Chart chart, SheetTable? rows)
    {
        SheetChart Of(string kind) => new(kind, chart.Finding, chart.Subject, chart.Title, chart.Description, rows);
        return chart switch
        {
            StepLine line => Of("step-line") with { Points = [.. line.Points.Select(point => new ChartPoint(point.Day, point.Minutes))], Until = line.Until, Marks = line.Marks },
            DivergingBars bars => Of("diverging-bars") with { Series = [bars.Left, bars.Right], Bars = [.. bars.Bars.Select(bar => new ChartBars(bar.Name, [bar.Left, bar.Right]))] },
            GroupedBars bars => Of("grouped-bars") with { Series = bars.Series, Bars = [.. bars.Groups.Select(group => new ChartBars(group.Name, group.Minutes))] },
            Flows flows => Of("flows") with { Streams = [.. flows.Streams.Select(stream => new ChartStream(stream.From, stream.To, stream.Minutes))] },
            _ => throw new InvalidOperationException($"No page draws {chart.GetType().Name}."),
        };
    }

    private static async Task<SheetTable> TableOf(Table table, CancellationToken stopping) => new(
        table.Code, table.Title, table.Subtitle, table.TotalName, table.SubtotalName, table.Nothing,
        [.. table.Columns.Select(column => new SheetColumn(column.Code, column.Name, column.Kind.ToString().ToLowerInvariant(), column.Summed, column.StandsRight, column.Currency, column.Ask))],
        [.. await table.Lines.Take(PrintedSheet.LineLimit).Select(RowOf).ToListAsync(stopping)], table.TotalAsk);

    private static SheetRow RowOf(Row row) => new(
        [.. row.Cells.Select(CellOf)], row.Group, row.Mark == RowMark.None ? null : row.Mark.ToString().ToLowerInvariant(), row.Ask);

    private static SheetCell CellOf(Cell cell) => cell.Value switch
    {
        null => new SheetCell(),
        string text => new SheetCell(text),
        long whole => new SheetCell(Whole: whole),
        decimal number => new SheetCell(Number: number),
        DateOnly day => new SheetCell(Day: day),
        _ => throw new InvalidOperationException($"{cell.Value.GetType().Name} is nothing that a cell holds."),
    };
}
