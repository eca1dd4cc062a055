using DocumentFormat.OpenXml.Packaging;

namespace HourExchange.Plumbing.Tables;

/// <summary>The sheet a table is on: the first visible one in the order of the tabs. Sheets that are charts are passed over.</summary>
internal static class FirstSheet
{
    /// <param name="since1904">Whether the workbook counts its days from 1904-01-01.</param>
    /// <returns>Null when no sheet is visible.</returns>
    public static WorksheetPart? Find(WorkbookPart workbook, out bool since1904, CancellationToken stopping)
    {
        since1904 = false;
        using var reader = new PartReader(workbook, stopping);
        while (reader.Read())
        {
            if (reader.Begins("workbookPr"))
            {
                since1904 = reader.Attribute("date1904") is "1" or "true";
            }
            else if (reader.Begins("sheet") && reader.Attribute("state") is null or "visible"
                && workbook.TryGetPartById(reader.Attribute("id") ?? "", out var part) && part is WorksheetPart sheet)
            {
                return sheet;
            }
        }

        return null;
    }
}
