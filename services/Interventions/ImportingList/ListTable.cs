namespace HourExchange.Interventions.ImportingList;

/// <summary>What a text file and a spreadsheet have in common: a first row that names the columns, and lines below it.</summary>
internal static class ListTable
{
    /// <summary>Lines below the header, empty ones counted.</summary>
    public const int RowLimit = 100_000;

    private const int CodesKept = 4_096;

    /// <param name="rows">With their numbers as the spreadsheet counts them, rising; read once, and no further than needed.</param>
    public static ReadList Read(IEnumerable<(int Row, string[] Cells)> rows)
    {
        using var unread = rows.GetEnumerator();
        if (!unread.MoveNext())
        {
            return ReadList.Unreadable(1, "", "file-empty", "The file has no header.");
        }

        var (row, header) = unread.Current;
        var columns = new Dictionary<ListColumn, int>();
        var names = new Dictionary<ListColumn, string>();
        for (var index = 0; index < header.Length; index++)
        {
            if (ListHeaders.Find(header[index]) is not { } column)
            {
                return ReadList.Unreadable(row, Printable(header[index]), "header-unknown", "The header is none of the known column names.");
            }

            if (!columns.TryAdd(column, index))
            {
                return ReadList.Unreadable(row, header[index], "header-twice", "The column stands twice.");
            }

            names[column] = header[index];
        }

        return ListHeaders.Missing(columns.Keys).FirstOrDefault((ListColumn)(-1)) is var missing and >= 0
            ? ReadList.Unreadable(row, ListHeaders.FrenchName(missing), "header-missing", "The column is missing.")
            : ReadBody(row, header.Length, unread, columns, names);
    }

    private static ReadList ReadBody(
        int headerRow, int width, IEnumerator<(int Row, string[] Cells)> unread, Dictionary<ListColumn, int> columns, Dictionary<ListColumn, string> names)
    {
        var rows = new List<ListRow>();
        var rejected = new List<RejectedRow>();
        // Codes stand in many rows: each is kept once.
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        while (unread.MoveNext())
        {
            var (row, cells) = unread.Current;
            if (row - headerRow > RowLimit)
            {
                return ReadList.Unreadable(row, "", "file-too-long", $"A file has at most {RowLimit} lines.");
            }

            if (cells.All(string.IsNullOrEmpty))
            {
                // Spreadsheets leave empty rows at the end.
                continue;
            }

            if (cells.Length > width)
            {
                rejected.Add(new RejectedRow(row, "", "row-too-long", "The row has more cells than the header."));
                continue;
            }

            for (var index = 0; index < cells.Length; index++)
            {
                if (known.TryGetValue(cells[index], out var same))
                {
                    cells[index] = same;
                }
                else if (known.Count < CodesKept)
                {
                    known.Add(cells[index], cells[index]);
                }
            }

            var reader = new RowReader(row, column => columns.TryGetValue(column, out var index) && index < cells.Length ? FormulaGuard.Remove(cells[index]) : "", names, rejected);
            if (reader.Read() is { } draft)
            {
                rows.Add(new ListRow(row, draft));
            }
        }

        return rows.Count + rejected.Count == 0
            ? ReadList.Unreadable(headerRow + 1, "", "file-without-rows", "The file has a header and no lines.")
            : new ReadList(rows, rejected, names);
    }

    /// <summary>The start of whatever the file begins with; it may be anything.</summary>
    private static string Printable(string header) =>
        new([.. header.Take(60).Where(character => !char.IsControl(character))]);
}
