using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using FsCheck;
using FsCheck.Fluent;
using HourExchange.Plumbing.Sheets;
using HourExchange.Plumbing.Sheets.Workbooks;
using HourExchange.Tests.Kit;
using Cell = DocumentFormat.OpenXml.Spreadsheet.Cell;
using Row = HourExchange.Plumbing.Sheets.Row;
using Sheet = HourExchange.Plumbing.Sheets.Sheet;
using Table = HourExchange.Plumbing.Sheets.Table;

namespace HourExchange.Tests.Plumbing.Sheets.Workbooks;

public sealed class SheetWorkbookTests
{

    [Fact]
    public void Every_sum_is_kept_as_computed_again_and_is_that_of_its_lines() => Prop.ForAll(GivenTable.Any, given =>
    {
        using var book = new ReadWorkbook(Write(given.Sheet()));
        var cells = book.Cells(1);
        Assert.All(cells.Values.Where(cell => cell.CellFormula is not null), cell => Assert.Equal(ReadWorkbook.Computed(cells, cell), ReadWorkbook.Number(cell)));
        if (given.Lines.Count == 0)
        {
            return;
        }

        var hasMarks = given.Lines.Any(line => line.Mark != RowMark.None);
        var minutes = hasMarks ? new[] { "J", "K" } : ["I", "J"];
        given.AddsUp([.. Rows(book).Select(row => (row.Kind, (IReadOnlyList<decimal?>)
        [
            .. minutes.Append("E").Append("F").Select(column => (decimal?)ReadWorkbook.Number(cells.GetValueOrDefault($"{column}{row.Number}"))),
        ]))]);
        // The hours that people see are those minutes.
        foreach (var (_, number) in Rows(book))
        {
            Assert.Equal(ReadWorkbook.Number(cells.GetValueOrDefault($"{minutes[0]}{number}")) / 1440d, ReadWorkbook.Number(cells[$"C{number}"]));
            Assert.Equal(ReadWorkbook.Number(cells.GetValueOrDefault($"{minutes[1]}{number}")) / 1440d, ReadWorkbook.Number(cells[$"D{number}"]));
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public void Any_table_is_as_the_standard_wants_it_and_holds_its_texts_as_texts() => Prop.ForAll(GivenTable.Any, given =>
    {
        using var book = new ReadWorkbook(Write(given.Sheet()));
        Assert.Empty(Faults(book));
        var cells = book.Cells(1);
        Assert.All(cells.Values.Where(cell => cell.CellFormula is not null), cell => Assert.Matches(@"\A(SUM|SUBTOTAL)\(", cell.CellFormula!.Text));
        foreach (var (line, (_, number)) in given.Lines.Zip(Rows(book).Where(row => row.Kind == "line")))
        {
            if (line.Cells[0].Value is string text)
            {
                Assert.Equal(CellValues.InlineString, cells[$"A{number}"].DataType!.Value);
                Assert.Equal(HourExchange.Plumbing.Tables.SpreadsheetText.Stored(text), cells[$"A{number}"].InlineString!.Text!.Text);
            }
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    [Fact]
    public void A_sheet_is_its_information_and_one_worksheet_a_table()
    {
        using var book = new ReadWorkbook(Write(Everything));
        Assert.Empty(Faults(book));
        Assert.Equal(["Informations", "Lignes - de 2015-2016 -tout-", "Lignes - de 2015-2016 -tout (2)", "Drawn"], book.Names);
        Assert.Equal(
            ["Bilan", "HETS · HG", "Une phrase.", "A donné", "429:48", "de plus", "Empreinte", "=b772"],
            book.Worksheet(0).Descendants<Cell>().Select(ReadWorkbook.Text).Where(text => text.Length > 0));
        Assert.Equal(
            [
                ("_xlnm.Print_Area", 1u, "'Lignes - de 2015-2016 -tout-'!$A$1:$I$4"), ("_xlnm.Print_Titles", 1u, "'Lignes - de 2015-2016 -tout-'!$1:$1"),
                ("_xlnm.Print_Area", 2u, "'Lignes - de 2015-2016 -tout (2)'!$A$1:$B$2"), ("_xlnm.Print_Titles", 2u, "'Lignes - de 2015-2016 -tout (2)'!$1:$1"),
                ("_xlnm.Print_Area", 3u, "'Drawn'!$A$1:$B$2"), ("_xlnm.Print_Titles", 3u, "'Drawn'!$1:$1"),
            ],
            book.Workbook.DefinedNames!.Elements<DefinedName>().Select(name => (name.Name!.Value!, name.LocalSheetId!.Value, name.Text)));
    }

    [Fact]
    public void Numbers_days_and_hours_are_what_a_spreadsheet_counts_with()
    {
        using var book = new ReadWorkbook(Write(Everything));
        var cells = book.Cells(1);
        string Format(string cell) => book.Style(cells[cell]).NumberFormatId!.Value is var number && number < 164 ? number.ToString(System.Globalization.CultureInfo.InvariantCulture)
            : book.Document.WorkbookPart!.WorkbookStylesPart!.Stylesheet!.NumberingFormats!.Elements<NumberingFormat>().Single(format => format.NumberFormatId! == number).FormatCode!.Value!;
        Assert.True(book.Workbook.WorkbookProperties!.Date1904!.Value);
        // Days since 1904-01-01; 0.5 of a day are 12 hours.
        Assert.Equal(("41187", "dd.mm.yyyy"), (cells["B2"].CellValue!.Text, Format("B2")));
        Assert.Equal(("0.5", "[h]:mm"), (cells["C2"].CellValue!.Text, Format("C2")));
        Assert.Equal(("-0.0625", "[h]:mm"), (cells["D2"].CellValue!.Text, Format("D2")));
        Assert.Equal(("1234.50", "4"), (cells["F2"].CellValue!.Text, Format("F2")));
        Assert.Equal(("0.167", "0.0%"), (cells["H2"].CellValue!.Text, Format("H2")));
        Assert.Equal(("Remarque", "extourne"), (ReadWorkbook.Text(cells["I1"]), ReadWorkbook.Text(cells["I2"])));
        Assert.Equal(("Donné (minutes)", "720"), (ReadWorkbook.Text(cells["J1"]), cells["J2"].CellValue!.Text));
        Assert.Equal(("SUM(J2:J3)", "SUM(J2:J3)/1440"), (cells["J4"].CellFormula!.Text, cells["C4"].CellFormula!.Text));
        Assert.Equal("Montant CHF", ReadWorkbook.Text(cells["F1"]));
        var worksheet = book.Worksheet(1);
        Assert.Equal((PaneStateValues.Frozen, "A2"), (worksheet.Descendants<Pane>().Single().State!.Value, worksheet.Descendants<Pane>().Single().TopLeftCell!.Value));
        Assert.Equal("A1:I3", worksheet.Descendants<AutoFilter>().Single().Reference!.Value);
        Assert.NotNull(book.Document.WorkbookPart!.WorkbookStylesPart!.Stylesheet!.Fonts!.Elements<Font>().ElementAt((int)book.Style(cells["C4"]).FontId!.Value).Bold);
        Assert.Equal("Rien.", ReadWorkbook.Text(book.Cells(2)["A2"]));
    }

    [Fact]
    public void The_total_of_many_groups_is_one_range_and_counts_no_line_twice()
    {
        var lines = Enumerable.Range(0, 2_000).Select(number => new Row([$"l{number}", (long)number], $"g{number / 2}"));
        var table = Table.Of("t", "T", [new("a", "A"), new("b", "B", CellKind.Minutes, Summed: true)], lines) with { TotalName = "Total", SubtotalName = "Somme" };
        using var book = new ReadWorkbook(Write(new("s", "en", "S", null, [new("", [new TableBlock(table)])])));
        var cells = book.Cells(1);
        var total = cells.Values.Last(cell => cell.CellFormula is not null);
        // A long table may have a mark further down: there is a column for it.
        Assert.Equal(("SUBTOTAL(9,D2:D4001)", 1_999_000d, 1_999_000d), (total.CellFormula!.Text, ReadWorkbook.Number(total), ReadWorkbook.Computed(cells, total)));
        Assert.Empty(book.Worksheet(1).Descendants<AutoFilter>());
    }

    [Fact]
    public async Task Days_before_the_first_that_is_counted_are_texts_and_long_texts_are_cut()
    {
        var table = Table.Of("t", "T", [new("d", "D", CellKind.Day), new("t", "T")], [new([new DateOnly(1903, 12, 31), new string('x', 40_000)])]);
        using var book = new ReadWorkbook(Write(new("s", "en", "S", null, [new("", [new TableBlock(table)])])));
        Assert.Equal("1903-12-31", ReadWorkbook.Text(book.Cells(1)["A2"]));
        Assert.Equal(32_767, ReadWorkbook.Text(book.Cells(1)["B2"]).Length);
        await Task.CompletedTask;
    }

    [Fact]
    public void A_sheet_without_tables_is_a_workbook_too()
    {
        using var book = new ReadWorkbook(Write(new("s", "de-CH", "S", null, [])));
        Assert.Empty(Faults(book));
        Assert.Equal(["Angaben"], book.Names);
    }

    private static Sheet Everything
    {
        get
        {
            var lines = new GivenTable(
            [
                new(["=1+1", new DateOnly(2016, 10, 6), 720L, -90L, 2L, 1234.50m, 1.75m, 0.167m], Mark: RowMark.Reversal),
                new(["b", (string?)null, 15L, 15L, 0L, 0m, 0m, 0m]),
            ], HasSubtotals: false, HasTotal: true).Table;
            var empty = Table.Of("empty", lines.Title, [new("a", "A"), new("b", "B", CellKind.Count, Summed: true)], []) with { TotalName = "Total", Nothing = "Rien." };
            var drawn = Table.Of("drawn", "Drawn", [new("a", "A"), new("b", "B", CellKind.Minutes)], [new(["x", 1L])]);
            return new("everything", "fr-CH", "Bilan", "Une phrase.",
            [
                new("Un", [new TableBlock(lines), new Paragraph("p")]),
                new("Deux", [new TableBlock(empty), new DivergingBars("f", "s", "t", "d", "l", "r", []) { Rows = drawn }]),
            ])
            {
                Above = ["HETS · HG"],
                Figures = [new("A donné", "429:48", "de plus")],
                Information = [("Empreinte", "=b772")],
            };
        }
    }

    /// <summary>By what stands in their cells, not by what was written.</summary>
    private static IEnumerable<(string Kind, int Number)> Rows(ReadWorkbook book) => book.Worksheet(1).Descendants<DocumentFormat.OpenXml.Spreadsheet.Row>().Skip(1)
        .Select(row => (Row: row, First: ReadWorkbook.Text(row.Elements<Cell>().First())))
        .Where(row => !row.First.StartsWith("groupe ", StringComparison.Ordinal))
        .Select(row => (row.Row.Descendants<CellFormula>().Any() ? row.First == "Total" ? "total" : "subtotal" : "line", (int)row.Row.RowIndex!.Value));

    private static IEnumerable<string> Faults(ReadWorkbook book) =>
        new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2013).Validate(book.Document).Select(fault => $"{fault.Part?.Uri} {fault.Path?.XPath}: {fault.Description}");

    private static byte[] Write(Sheet sheet)
    {
        using var file = new MemoryStream();
        // FsCheck's properties are synchronous.
        SheetWorkbook.Write(file, sheet).GetAwaiter().GetResult();
        return file.ToArray();
    }
}
