using System.Text.Json;
using HourExchange.Plumbing.Sheets;
using HourExchange.Plumbing.Text;
using HourExchange.Portal.YearlyReports;
using HourExchange.Reporting.Reports.OnScreen;
using HourExchange.Ui.Sheets;
using ToldSheet = HourExchange.Client.Reporting.SheetView;

namespace HourExchange.Tests.Portal;

/// <summary>A page draws a table as the printed sheet does: the service tells all that decides how it looks.</summary>
public sealed class ReadSheetTests
{
    [Fact]
    public async Task A_table_comes_to_the_page_as_it_is_printed()
    {
        var table = Table.Of(
            "owed", "Owed",
            [
                new Column("name", "Name"), new Column("when", "When") { StandsRight = true },
                new Column("amount", "Amount", CellKind.Money, Summed: true, Currency: "CHF") { Ask = "figure=owed" },
            ],
            [new Row(["one", "3 days", 12.5m], "Some", RowMark.Late) { Ask = "row=1" }]) with
        {
            Subtitle = "all of it",
            TotalName = "Total",
            TotalAsk = "row=all",
            SubtotalName = "Some of it",
            Nothing = "None",
        };
        var told = JsonSerializer.Serialize(await ShownSheet.Of(new Sheet("page", "en", "Owed", null, [new Section("All", [new TableBlock(table)])]), CancellationToken.None), StrictJson.Options);

        var read = await ReadSheet.Of(JsonSerializer.Deserialize<ToldSheet>(told, JsonSerializerOptions.Web)!, null, CancellationToken.None);

        var shown = Assert.IsType<TableBlock>(Assert.Single(Assert.Single(read.Sheet.Sections).Blocks)).Table;
        Assert.Equal(table.Columns, shown.Columns);
        Assert.Equal(table with { Columns = shown.Columns, Lines = shown.Lines }, shown);
        Assert.Equal(await Text(table), await Text(shown));
    }

    private static async Task<string> Text(Table table) =>
        string.Join("\n", await table.Printed().Select(row => $"{row.Kind} {row.Group} {row.Mark} {row.Ask} {string.Join(" | ", row.Cells.Select(cell => cell.Value))}").ToListAsync());
}
