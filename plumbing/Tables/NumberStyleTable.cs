using System.Globalization;
using DocumentFormat.OpenXml.Packaging;

namespace HourExchange.Plumbing.Tables;

/// <summary>Which of a workbook's cell styles show their number as a date or a time.</summary>
internal static class NumberStyleTable
{
    /// <returns>By style number, as cells refer to it.</returns>
    public static IReadOnlyList<NumberKind> Read(WorkbookStylesPart? part, CancellationToken stopping)
    {
        var styles = new List<NumberKind>();
        if (part is null)
        {
            return styles;
        }

        var own = new Dictionary<int, NumberKind>();
        var inCells = false;
        using var reader = new PartReader(part, stopping);
        while (reader.Read())
        {
            if (reader.Begins("cellXfs") || reader.Ends("cellXfs"))
            {
                inCells = reader.Begins("cellXfs");
            }
            else if (reader.Begins("numFmt"))
            {
                own.TryAdd(Id(reader), NumberFormat.KindOf(reader.Attribute("formatCode") ?? ""));
            }
            else if (inCells && reader.Begins("xf"))
            {
                styles.Add(own.TryGetValue(Id(reader), out var kind) ? kind : NumberFormat.KindOf(Id(reader)));
            }
        }

        return styles;
    }

    private static int Id(PartReader reader) =>
        int.TryParse(reader.Attribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
}
