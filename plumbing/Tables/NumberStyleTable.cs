using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace HourExchange.Plumbing.Tables;

/// <summary>Which of a workbook's cell styles show their number as a date or a time.</summary>
internal static class NumberStyleTable
{
    /// <returns>By style number, as cells refer to it.</returns>
    public static IReadOnlyList<NumberKind> Read(WorkbookStylesPart? part)
    {
        var styles = new List<NumberKind>();
        if (part is null)
        {
            return styles;
        }

        var own = new Dictionary<int, NumberKind>();
        var inCells = false;
        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.ElementType == typeof(CellFormats))
            {
                inCells = reader.IsStartElement;
            }
            else if (reader.ElementType == typeof(NumberingFormat) && reader.IsStartElement)
            {
                own.TryAdd(Id(reader), NumberFormat.KindOf(reader.Attribute("formatCode") ?? ""));
            }
            else if (inCells && reader.ElementType == typeof(CellFormat) && reader.IsStartElement)
            {
                styles.Add(own.TryGetValue(Id(reader), out var kind) ? kind : NumberFormat.KindOf(Id(reader)));
            }
        }

        return styles;
    }

    private static int Id(OpenXmlReader reader) =>
        int.TryParse(reader.Attribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
}
