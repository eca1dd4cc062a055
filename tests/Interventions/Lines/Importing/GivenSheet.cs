using System.Globalization;
using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace HourExchange.Tests.Interventions.Lines.Importing;

/// <summary>Workbooks for tests: written as programs write them, or put together from XML by hand.</summary>
internal static class GivenSheet
{
    public const string Headers = "Référence;Date;Institution d'origine;Institution d'accueil;Intervenant·e;Domaine;Nature;Intitulé;Quantité;Unité;Mode de sollicitation;Employeur informé";

    private const string Namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string WorkbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    /// <summary>Style 1 is dd.mm.yyyy, 2 yyyy-mm-dd hh:mm, 3 [h]:mm, 4 #,##0.00, 5 built-in 14 (a date), 6 built-in 20 (a time), 7 h:mm of its own.</summary>
    private const string Styles = """
        <numFmts><numFmt numFmtId="164" formatCode="[$-100C]dd\.mm\.yyyy;@"/><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd hh:mm"/>
        <numFmt numFmtId="166" formatCode="[h]:mm"/><numFmt numFmtId="167" formatCode="#,##0.00 &quot;days&quot;"/><numFmt numFmtId="168" formatCode="[Red]h:mm"/></numFmts>
        <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/><xf numFmtId="14"/><xf numFmtId="20"/><xf numFmtId="168"/></cellXfs>
        """;

    /// <summary>Cells: text, numbers as binary fractions, dates, yes or no; null leaves the cell out.</summary>
    public static byte[] Write(IEnumerable<object?[]> rows)
    {
        using var file = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            var sheet = workbook.AddNewPart<WorksheetPart>("rId1");
            var texts = new List<string>();
            using (var writer = OpenXmlWriter.Create(sheet))
            {
                writer.WriteStartElement(new Worksheet());
                writer.WriteStartElement(new SheetData());
                foreach (var (row, number) in rows.Select((row, index) => (row, index + 1)))
                {
                    writer.WriteStartElement(new Row { RowIndex = (uint)number });
                    foreach (var (value, column) in row.Select((value, index) => (value, (char)('A' + index))).Where(cell => cell.value is not null))
                    {
                        writer.WriteElement(CellOf(value!, $"{column}{number}", texts));
                    }

                    writer.WriteEndElement();
                }

                writer.WriteEndElement();
                writer.WriteEndElement();
            }

            var shared = workbook.AddNewPart<SharedStringTablePart>();
            shared.SharedStringTable = new SharedStringTable(texts.Select(text => new SharedStringItem(new Text(text) { Space = SpaceProcessingModeValues.Preserve })));
            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = new Stylesheet(
                new Fonts(new Font()), new Fills(new Fill()), new Borders(new Border()), new CellStyleFormats(new CellFormat()),
                new CellFormats(new CellFormat(), new CellFormat { NumberFormatId = 14, ApplyNumberFormat = true }));
            workbook.Workbook = new Workbook(new Sheets(new Sheet { Name = "Liste", SheetId = 1, Id = "rId1" }));
        }

        return file.ToArray();
    }

    private static Cell CellOf(object value, string reference, List<string> texts)
    {
        switch (value)
        {
            case DateOnly date:
                return new Cell { CellReference = reference, StyleIndex = 1, CellValue = new CellValue((date.DayNumber - new DateOnly(1899, 12, 30).DayNumber).ToString(CultureInfo.InvariantCulture)) };
            case decimal number:
                return new Cell { CellReference = reference, CellValue = new CellValue(((double)number).ToString("R", CultureInfo.InvariantCulture)) };
            case bool answer:
                return new Cell { CellReference = reference, DataType = CellValues.Boolean, CellValue = new CellValue(answer ? "1" : "0") };
            default:
                texts.Add((string)value);
                return new Cell { CellReference = reference, DataType = CellValues.SharedString, CellValue = new CellValue((texts.Count - 1).ToString(CultureInfo.InvariantCulture)) };
        }
    }

    /// <summary>A workbook of one sheet with the French header in row 1.</summary>
    /// <param name="rows">XML below the header.</param>
    /// <param name="more">Further parts, the first of them referred to by the workbook.</param>
    public static byte[] Below(string rows, string shared = "", bool since1904 = false, (string Name, string Content)[]? more = null) =>
        Package(HeaderRow(1) + rows, shared, since1904, more: more ?? []);

    public static string HeaderRow(int row) => $"""<row r="{row}">{string.Concat(Headers.Split(';').Select((name, index) => Inline($"{(char)('A' + index)}{row}", name)))}</row>""";

    /// <summary>A good row of a list, with some of its cells given as XML or left out as "".</summary>
    public static string Row(int row, params (char Column, string Xml)[] other)
    {
        string[] texts = ["L-1", "01.10.2014", "HG", "HETS", "HG-031", "formation-de-base", "cours", "Budget", "1,5", "heure", "directe", "oui"];
        var cells = texts.Select((text, index) => (Column: (char)('A' + index), Xml: Inline($"{(char)('A' + index)}{row}", text)))
            .Select(cell => other.FirstOrDefault(given => given.Column == cell.Column, cell).Xml);
        return $"""<row r="{row}">{string.Concat(cells)}</row>""";
    }

    public static string Inline(string reference, string text) => $"""<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{new System.Xml.Linq.XText(text)}</t></is></c>""";

    public const string OneSheet = """<sheet name="Liste" sheetId="1" r:id="rId1"/>""";

    /// <param name="prologue">Before each part's root element.</param>
    public static byte[] Package(string sheetData, string shared = "", bool since1904 = false, string sheets = OneSheet, string secondSheetData = "", string prologue = "", params (string Name, string Content)[] more)
    {
        string Part(string root, string content) => $"""<?xml version="1.0" encoding="UTF-8"?>{prologue}<{root} xmlns="{Namespace}" xmlns:r="{Relations}">{content}</{root}>""";
        string Override(string name, string kind) => $"""<Override PartName="/xl/{name}.xml" ContentType="{WorkbookType}.{kind}+xml"/>""";
        string Relation(int id, string kind, string target) => $"""<Relationship Id="rId{id}" Type="{Relations}/{kind}" Target="{target}"/>""";
        var further = more.Length == 0 ? "" : $"""<Relationship Id="rId5" Type="urn:x" Target="/{more[0].Name}"/>""";
        return Zip([
            ("[Content_Types].xml", $"""
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                {Override("workbook", "sheet.main")}{Override("sheet1", "worksheet")}{Override("sheet2", "worksheet")}{Override("styles", "styles")}{Override("shared", "sharedStrings")}</Types>
                """),
            ("_rels/.rels", Relationships(Relation(1, "officeDocument", "xl/workbook.xml"))),
            ("xl/workbook.xml", Part("workbook", $"""<workbookPr date1904="{(since1904 ? "1" : "0")}"/><sheets>{sheets}</sheets>""")),
            ("xl/_rels/workbook.xml.rels", Relationships(Relation(1, "worksheet", "sheet1.xml") + Relation(2, "worksheet", "sheet2.xml") + Relation(3, "styles", "styles.xml") + Relation(4, "sharedStrings", "shared.xml") + further)),
            ("xl/styles.xml", Part("styleSheet", Styles)),
            ("xl/shared.xml", Part("sst", shared)),
            ("xl/sheet1.xml", Part("worksheet", $"<sheetData>{sheetData}</sheetData>")),
            ("xl/sheet2.xml", Part("worksheet", $"<sheetData>{secondSheetData}</sheetData>")),
            .. more]);
    }

    public static string Relationships(string content) => $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{content}</Relationships>""";

    public static byte[] Zip(params (string Name, string Content)[] entries)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return file.ToArray();
    }
}
