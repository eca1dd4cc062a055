using FsCheck;
using FsCheck.Fluent;
using HourExchange.Plumbing.Sheets;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Plumbing.Sheets;

public sealed class PrintedTableTests
{
    [Fact]
    public void What_does_not_fit_stands_in_one_row_and_the_rows_still_add_up() => Prop.ForAll(GivenTable.Any, Gen.Choose(0, 12).ToArbitrary(), (given, limit) =>
    {
        var printed = PrintedTable.Of(given.Table, limit, lines => $"{lines} autres").GetAwaiter().GetResult();
        Assert.Equal(Math.Max(0, given.Lines.Count - limit), printed.Left);
        var lines = printed.Rows.Where(row => row.Kind == RowKind.Line).ToList();
        Assert.Equal(given.Lines.Take(limit).Select(line => line.Cells[4]), lines.Select(line => line.Cells[4]));
        var rest = printed.Rows.Where(row => Equals(row.Cells[0].Value, $"{printed.Left} autres")).ToList();
        Assert.Equal(printed.Left > 0 ? 1 : 0, rest.Count);
        foreach (var total in printed.Rows.Where(row => row.Kind == RowKind.Total))
        {
            Assert.Equal(lines.Concat(rest).Sum(row => row.Cells[4].Value as long? ?? 0), total.Cells[4].Value);
        }

        // No group is named whose lines are not here, and no sum of a part stands as that of the whole.
        Assert.DoesNotContain(printed.Rows.Zip(printed.Rows.Skip(1)), pair => pair.First.Kind == RowKind.Group && pair.Second.Kind != RowKind.Line);
        Assert.True(printed.Rows.Count(row => row.Kind == RowKind.Group) >= printed.Rows.Count(row => row.Kind == RowKind.Subtotal && row.Group is not null));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public async Task A_table_that_fits_is_as_it_is_printed()
    {
        var table = Table.Of("t", "T", [new("a", "A"), new("b", "B", CellKind.Count, Summed: true)], [new(["x", 1L], "g"), new(["y", 2L], "h")]) with { TotalName = "Total", SubtotalName = "Somme" };
        var printed = await PrintedTable.Of(table, 2, _ => "reste", TestContext.Current.CancellationToken);
        Assert.Equal(0, printed.Left);
        Assert.Equal(
            [RowKind.Group, RowKind.Line, RowKind.Subtotal, RowKind.Group, RowKind.Line, RowKind.Subtotal, RowKind.Total],
            printed.Rows.Select(row => row.Kind));
    }
}
