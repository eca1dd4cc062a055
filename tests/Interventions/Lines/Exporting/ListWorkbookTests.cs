using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using FsCheck;
using FsCheck.Fluent;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Interventions.Lines.Exporting;
using HourExchange.Interventions.Lines.Importing;
using HourExchange.Plumbing.Tables;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Interventions.Lines.Exporting;

/// <summary>A workbook holds the same lines as the CSV file, in cells that a spreadsheet can count with.</summary>
public sealed class ListWorkbookTests
{
    private static readonly ListedLine[] Lines =
    [
        Given.Line(),
        Given.Line("-12") with { Quantity = 0.0125m, Unit = "période", Sourcing = "in-concertation", EmployerInformed = false },
        Given.Line("+1 '@") with { Quantity = 8m, Title = "", Sourcing = null, EmployerInformed = null, Contributor = "'=-'" + "x" },
        Given.Line("L-4") with { Title = "dit \"l'entretien\"; <suite> & fin 🙂", Date = new DateOnly(2016, 2, 29) },
        Given.Line("L-5") with { Title = "=1+1", Date = new DateOnly(1900, 3, 1) },
        Given.Line("L-6") with { Title = "''=1+1", Date = new DateOnly(1900, 2, 28), Quantity = 100_000.1234m },
        Given.Line("L-7") with { Title = "_x0041_x000D_ _x005F_", Date = DateOnly.MaxValue },
    ];

    public static TheoryData<string> Languages => ["fr", "en"];

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task A_workbook_is_read_as_the_same_lines_as_the_file_of_text(string language)
    {
        using var text = new MemoryStream();
        await CsvDialect.Swiss.Write(
            text, ListLanguage.French.Headers, Lines.ToAsyncEnumerable().Select(ListLanguage.French.Cells), TestContext.Current.CancellationToken);
        var fromText = CsvTable.Read(text.ToArray(), ListForm.Lines);
        var fromWorkbook = XlsxTable.Read(await Write(language, Lines), ListForm.Lines);
        Assert.Empty(fromWorkbook.Rejected);
        Assert.Equal(Lines, fromWorkbook.Rows.Select(row => row.Line));
        Assert.Equal(fromText.Rows, fromWorkbook.Rows);
    }

    [Fact]
    public void Any_title_comes_back()
    {
        var piece = Gen.Elements("a", "é", "'", "_", "x", "_x0041_", "_x005F_", "x0041", "\u0001", "\r", "\n", " ", "0", "=", "+", "-", "@", "<", "&", "]]>", "🙂", "\u00a0");
        Prop.ForAll(piece.ArrayOf().Select(pieces => string.Concat(pieces).Trim()).ToArbitrary(), title =>
        {
            ListedLine[] lines = [Given.Line() with { Title = title }];
            // FsCheck's properties are synchronous.
            Assert.Equal(lines, XlsxTable.Read(Write("fr", lines).GetAwaiter().GetResult(), ListForm.Lines).Rows.Select(row => row.Line));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public async Task A_character_that_no_workbook_can_hold_stands_written_out() =>
        Assert.Equal("a_xFFFF_", XlsxTable.Read(await Write("fr", [Given.Line() with { Title = "a\uFFFF" }]), ListForm.Lines).Rows.Single().Line.Title);

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task A_workbook_is_as_the_standard_wants_it(string language)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(await Write(language, Lines)), isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(document, TestContext.Current.CancellationToken).Select(fault => fault.Path?.XPath + ": " + fault.Description));
    }

    [Fact]
    public async Task Days_and_quantities_are_numbers_and_the_rest_is_text_without_formulas()
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(await Write("fr", [Given.Line("=1+1") with { Quantity = 1.5m }])), isEditable: false);
        var sheet = document.WorkbookPart!.WorksheetParts.Single().Worksheet;
        var cells = sheet.Descendants<Row>().Last().Elements<Cell>().ToDictionary(cell => cell.CellReference!.Value!);
        Assert.Equal(("41913", 1u, null), (cells["B2"].CellValue!.Text, cells["B2"].StyleIndex!.Value, cells["B2"].DataType));
        Assert.Equal(("1.5", null, null), (cells["I2"].CellValue!.Text, cells["I2"].StyleIndex, cells["I2"].DataType));
        Assert.Equal("=1+1", cells["A2"].InlineString!.InnerText);
        Assert.All(cells.Where(cell => cell.Key is not ("B2" or "I2")), cell => Assert.Equal(CellValues.InlineString, cell.Value.DataType!.Value));
        Assert.Equal("oui", cells["L2"].InlineString!.InnerText);
        Assert.Empty(sheet.Descendants<CellFormula>());
        Assert.Equal(14u, document.WorkbookPart.WorkbookStylesPart!.Stylesheet.CellFormats!.Elements<CellFormat>().ElementAt(1).NumberFormatId!.Value);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task A_list_without_lines_has_its_headers(string language) =>
        Assert.Equal("file-without-rows", XlsxTable.Read(await Write(language, []), ListForm.Lines).FileFault);

    private static async Task<byte[]> Write(string language, ListedLine[] lines)
    {
        using var file = new MemoryStream();
        await ListWorkbook.Write(file, ListLanguage.Find(language)!, lines.ToAsyncEnumerable(), TestContext.Current.CancellationToken);
        return file.ToArray();
    }
}
