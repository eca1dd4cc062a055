using System.IO.Packaging;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Plumbing.Tables;

namespace HourExchange.Interventions.Lines.Exporting;

/// <summary>Writes a list as a workbook with one sheet (ECMA-376, XLSX), forward only: a line is in memory while it is written.</summary>
internal static class ListWorkbook
{
    private const string SheetId = "rId1";
    private const string Relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    // In characters. A day that does not fit into its cell is shown as #####.
    private const double ColumnWidth = 16;

    /// <param name="file">Stays open.</param>
    public static async Task Write(Stream file, ListLanguage language, IAsyncEnumerable<ListedLine> lines, CancellationToken stopping)
    {
        // Write only: a package that may be read as well, as SpreadsheetDocument wants it, keeps its parts unpacked in memory until it is closed.
        using var package = Package.Open(file, FileMode.Create, FileAccess.Write);
        // Such a package takes one part after the other: each is written before the next is begun.
        var workbook = WritePart(package, "/xl/workbook.xml", "sheet.main+xml",
            new Workbook(new Sheets(new Sheet { Name = "Interventions", SheetId = 1, Id = SheetId })));
        package.CreateRelationship(workbook.Uri, TargetMode.Internal, Relation + "officeDocument", "rId1");
        var styles = WritePart(package, "/xl/styles.xml", "styles+xml", WorkbookCell.Styles());
        workbook.CreateRelationship(styles.Uri, TargetMode.Internal, Relation + "styles", "rId2");
        var sheet = Part(package, "/xl/worksheets/sheet1.xml", "worksheet+xml");
        workbook.CreateRelationship(sheet.Uri, TargetMode.Internal, Relation + "worksheet", SheetId);
        using var content = sheet.GetStream(FileMode.Create, FileAccess.Write);
        using var writer = OpenXmlWriter.Create(content);
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new Columns(new Column { Min = 1, Max = (uint)language.Headers.Count, Width = ColumnWidth, CustomWidth = true }));
        writer.WriteStartElement(new SheetData());
        var row = 1;
        WriteRow(writer, row, language.Headers);
        await foreach (var line in lines.WithCancellation(stopping))
        {
            WriteRow(writer, ++row, language.Cells(line));
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static PackagePart Part(Package package, string path, string type) =>
        package.CreatePart(new Uri(path, UriKind.Relative), ContentType + type, CompressionOption.Normal);

    private static PackagePart WritePart(Package package, string path, string type, OpenXmlElement root)
    {
        var part = Part(package, path, type);
        using var content = part.GetStream(FileMode.Create, FileAccess.Write);
        using var writer = OpenXmlWriter.Create(content);
        writer.WriteElement(root);
        return part;
    }

    private static void WriteRow(OpenXmlWriter writer, int row, IEnumerable<object?> cells)
    {
        writer.WriteStartElement(new Row { RowIndex = (uint)row });
        var column = 'A';
        foreach (var content in cells)
        {
            if (WorkbookCell.Of(content, $"{column}{row}") is { } cell)
            {
                writer.WriteElement(cell);
            }

            column++;
        }

        writer.WriteEndElement();
    }
}
