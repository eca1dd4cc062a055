using DocumentFormat.OpenXml;
using Ooxml = DocumentFormat.OpenXml.Spreadsheet;

namespace HourExchange.Plumbing.Sheets.Workbooks;

/// <summary>The first worksheet: what the workbook is, its finding and its key figures, and where they come from.</summary>
internal static class InformationWorksheet
{
    public static void Write(OpenXmlWriter writer, Sheet sheet)
    {
        writer.WriteStartElement(new Ooxml.Worksheet());
        writer.WriteElement(new Ooxml.SheetProperties(new Ooxml.PageSetupProperties { FitToPage = true }));
        writer.WriteElement(new Ooxml.Columns(Column(1, 34), Column(2, 60), Column(3, 40)));
        writer.WriteStartElement(new Ooxml.SheetData());
        var cells = new CellWriter(writer);
        Row(cells, new Said(sheet.Title, CellStyles.Title));
        sheet.Above.ToList().ForEach(line => Row(cells, new Said(line)));
        if (sheet.Lead is not null)
        {
            // A cell of its own width would break it into many lines.
            Row(cells, new Said(sheet.Lead));
        }

        Row(cells);
        sheet.Figures.ToList().ForEach(figure => Row(cells, Wrapped(figure.Name), new Said(figure.Value, CellStyles.Strong), Wrapped(figure.Beside)));
        Row(cells);
        sheet.Information.ToList().ForEach(fact => Row(cells, Wrapped(fact.Name), Wrapped(fact.Value)));
        writer.WriteEndElement();
        writer.WriteElement(new Ooxml.PageMargins { Left = 0.6, Right = 0.6, Top = 0.8, Bottom = 0.8, Header = 0.4, Footer = 0.4 });
        writer.WriteElement(new Ooxml.PageSetup { PaperSize = 9, Orientation = Ooxml.OrientationValues.Landscape, FitToWidth = 1, FitToHeight = 0 });
        writer.WriteEndElement();
    }

    private static void Row(CellWriter cells, params ReadOnlySpan<Said> texts)
    {
        cells.BeginRow(texts is [{ Style: CellStyles.Title }, ..] ? 22 : null);
        foreach (var (text, style) in texts)
        {
            cells.Text(text, style);
        }

        cells.EndRow();
    }

    private static Said Wrapped(string? text) => new(text, CellStyles.Wrapped);

    private static Ooxml.Column Column(uint number, double width) => new() { Min = number, Max = number, Width = width, CustomWidth = true };

    private readonly record struct Said(string? Text, uint Style = 0);
}
