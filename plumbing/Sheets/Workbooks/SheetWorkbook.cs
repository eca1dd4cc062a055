using System.IO.Packaging;
using DocumentFormat.OpenXml;
using HourExchange.Words;
using Ooxml = DocumentFormat.OpenXml.Spreadsheet;

namespace HourExchange.Plumbing.Sheets.Workbooks;

/// <summary>
/// A sheet as a workbook (ECMA-376, XLSX): its information, then one worksheet a table. It is written forward only: whatever a table's length,
/// its first rows alone are in memory (docs/decisions/0043).
/// </summary>
public static class SheetWorkbook
{
    private const string Relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    /// <param name="file">Stays open.</param>
    /// <exception cref="InvalidOperationException">A table has more rows than a worksheet, 1,048,576.</exception>
    public static async Task Write(Stream file, Sheet sheet, CancellationToken stopping = default)
    {
        // Write only: a package that may be read as well, as SpreadsheetDocument wants it, keeps its parts unpacked in memory until it is
        // closed. Such a package takes one part after the other: each is written before the next is begun.
        using var package = Package.Open(file, FileMode.Create, FileAccess.Write);
        var names = new WorksheetNames();
        var worksheets = new List<(string Name, PackagePart Part)>();
        var printed = new List<(int Row, int Column)>();
        worksheets.Add((names.Take(Wording.Of("Sheets", sheet.Language)["Information"]), WritePart(package, 1, writer => InformationWorksheet.Write(writer, sheet))));
        foreach (var table in sheet.Tables)
        {
            var part = Part(package, $"/xl/worksheets/sheet{worksheets.Count + 1}.xml", "worksheet+xml");
            using var content = part.GetStream(FileMode.Create, FileAccess.Write);
            using var writer = OpenXmlWriter.Create(content);
            printed.Add(await TableWorksheet.Write(writer, table, sheet.Language, stopping));
            worksheets.Add((names.Take(table.Title), part));
        }

        var styles = WritePart(package, "/xl/styles.xml", "styles+xml", writer => writer.WriteElement(CellStyles.Sheet(DayFormat(sheet.Language))));
        var workbook = WritePart(package, "/xl/workbook.xml", "sheet.main+xml", writer => writer.WriteElement(Workbook([.. worksheets.Select(worksheet => worksheet.Name)], printed)));
        package.CreateRelationship(workbook.Uri, TargetMode.Internal, Relation + "officeDocument", "rId1");
        workbook.CreateRelationship(styles.Uri, TargetMode.Internal, Relation + "styles", "styles");
        foreach (var (index, worksheet) in worksheets.Index())
        {
            workbook.CreateRelationship(worksheet.Part.Uri, TargetMode.Internal, Relation + "worksheet", Id(index));
        }
    }

    private static Ooxml.Workbook Workbook(IReadOnlyList<string> names, IReadOnlyList<(int Row, int Column)> printed)
    {
        var workbook = new Ooxml.Workbook(
            // Days count from 1904: in any other workbook a spreadsheet shows hours below zero as #####.
            new Ooxml.WorkbookProperties { Date1904 = true },
            new Ooxml.BookViews(new Ooxml.WorkbookView { ActiveTab = 0 }),
            new Ooxml.Sheets(names.Select((name, index) => new Ooxml.Sheet { Name = name, SheetId = (uint)index + 1, Id = Id(index) })));
        if (printed.Count > 0)
        {
            workbook.Append(new Ooxml.DefinedNames(printed.SelectMany((table, index) => new[]
            {
                Name("_xlnm.Print_Area", index + 1, $"{Quoted(names[index + 1])}!$A$1:${CellWriter.Letters(table.Column)}${table.Row}"),
                Name("_xlnm.Print_Titles", index + 1, $"{Quoted(names[index + 1])}!$1:$1"),
            })));
        }

        return workbook;
    }

    private static Ooxml.DefinedName Name(string name, int worksheet, string range) => new(range) { Name = name, LocalSheetId = (uint)worksheet };

    private static string Quoted(string name) => $"'{name.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Id(int index) => $"sheet{index + 1}";

    /// <summary>In the format language of spreadsheets, as <see cref="Words.Reading.Spelling.Day"/> has it.</summary>
    private static string DayFormat(string language) => Words.Reading.Spelling.Of(language).Language switch
    {
        "fr-FR" => "dd/mm/yyyy",
        "en" => "d mmm yyyy",
        _ => "dd.mm.yyyy",
    };

    private static PackagePart WritePart(Package package, int worksheet, Action<OpenXmlWriter> write) =>
        WritePart(package, $"/xl/worksheets/sheet{worksheet}.xml", "worksheet+xml", write);

    private static PackagePart WritePart(Package package, string path, string type, Action<OpenXmlWriter> write)
    {
        var part = Part(package, path, type);
        using var content = part.GetStream(FileMode.Create, FileAccess.Write);
        using var writer = OpenXmlWriter.Create(content);
        write(writer);
        return part;
    }

    private static PackagePart Part(Package package, string path, string type) =>
        package.CreatePart(new Uri(path, UriKind.Relative), ContentType + type, CompressionOption.Normal);
}
