using HourExchange.Plumbing.Text;

namespace HourExchange.Plumbing.Tables;

/// <summary>What a text file and a spreadsheet have in common: a first row that names the columns, and rows below it.</summary>
internal static class TableRows
{
    /// <summary>Rows below the header, empty ones counted.</summary>
    public const int RowLimit = 100_000;

    private const int CodesKept = 4_096;

    /// <param name="faults">Of rows that are not among them, found before.</param>
    /// <param name="rows">With their numbers as the spreadsheet counts them, rising; read once, and no further than needed.</param>
    public static ReadTable<TColumn, TRow> Read<TColumn, TRow>(IEnumerable<(int Row, TableCell[] Cells)> rows, TableForm<TColumn, TRow> form, params IReadOnlyList<RejectedRow> faults)
        where TColumn : struct, Enum where TRow : class
    {
        using var unread = rows.Select(read => (read.Row, Cells: Plain(read.Cells))).Where(read => read.Cells.Length > 0).GetEnumerator();
        if (!unread.MoveNext())
        {
            return ReadTable<TColumn, TRow>.Unreadable(1, "", "file-empty", "The file has no header.");
        }

        var row = unread.Current.Row;
        var header = unread.Current.Cells.Select(cell => WrittenText.OneLine(cell.Text)).ToArray();
        var columns = new Dictionary<TColumn, int>();
        var names = new Dictionary<TColumn, string>();
        for (var index = 0; index < header.Length; index++)
        {
            if (form.Find(header[index]) is not { } column)
            {
                return ReadTable<TColumn, TRow>.Unreadable(row, Printable(header[index]), "header-unknown", "The header is none of the known column names.");
            }

            if (!columns.TryAdd(column, index))
            {
                return ReadTable<TColumn, TRow>.Unreadable(row, header[index], "header-twice", "The column stands twice.");
            }

            names[column] = header[index];
        }

        return form.Missing(columns.Keys) is { } missing
            ? ReadTable<TColumn, TRow>.Unreadable(row, form.NameOf(missing), "header-missing", "The column is missing.")
            : ReadBody(row, header.Length, unread, columns, names, form, faults);
    }

    private static ReadTable<TColumn, TRow> ReadBody<TColumn, TRow>(
        int headerRow, int width, IEnumerator<(int Row, TableCell[] Cells)> unread, Dictionary<TColumn, int> columns, Dictionary<TColumn, string> names,
        TableForm<TColumn, TRow> form, IReadOnlyList<RejectedRow> faults)
        where TColumn : struct, Enum where TRow : class
    {
        var rows = new List<TRow>();
        var rejected = new List<RejectedRow>(faults);
        // Codes stand in many rows: each is kept once.
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        var unreadable = new Dictionary<int, string[]>();
        while (unread.MoveNext())
        {
            var (row, cells) = unread.Current;
            if (row - headerRow > RowLimit)
            {
                return ReadTable<TColumn, TRow>.Unreadable(row, "", "file-too-long", $"A file has at most {RowLimit} rows.");
            }

            if (cells.Length > width)
            {
                rejected.Add(new RejectedRow(row, "", "row-too-long", "The row has more cells than the header."));
                unreadable[row] = CellsOf(row, cells).Written;
                continue;
            }

            for (var index = 0; index < cells.Length; index++)
            {
                if (known.TryGetValue(cells[index].Text, out var same))
                {
                    cells[index] = cells[index] with { Text = same };
                }
                else if (known.Count < CodesKept)
                {
                    known.Add(cells[index].Text, cells[index].Text);
                }
            }

            var read = CellsOf(row, cells);
            var kept = form.Read(read);
            read.NoteErrors();
            if (read.AllGood && kept is not null)
            {
                rows.Add(kept);
            }
            else if (!read.AllGood)
            {
                unreadable[row] = read.Written;
            }
        }

        return rows.Count + rejected.Count == 0
            ? ReadTable<TColumn, TRow>.Unreadable(headerRow + 1, "", "file-without-rows", "The file has a header and no rows.")
            : new ReadTable<TColumn, TRow>(rows, faults.Count == 0 ? rejected : [.. rejected.OrderBy(fault => fault.Row)], names) { Unread = unreadable };

        RowCells<TColumn> CellsOf(int row, TableCell[] cells) => new(row, cells, columns, column => names.GetValueOrDefault(column) ?? form.NameOf(column), rejected);
    }

    /// <summary>One spelling, whatever kind of file; without the empty cells that spreadsheets leave at the end of rows.</summary>
    /// <returns>Nothing where nothing stands.</returns>
    private static TableCell[] Plain(TableCell[] cells)
    {
        var end = 0;
        for (var index = 0; index < cells.Length; index++)
        {
            cells[index] = cells[index] with { Text = WrittenText.Plain(cells[index].Text) };
            end = cells[index].Text.Length > 0 ? index + 1 : end;
        }

        return end == cells.Length ? cells : cells[..end];
    }

    /// <summary>The start of whatever the file begins with; it may be anything.</summary>
    private static string Printable(string header) =>
        new([.. header.Take(60).Where(character => !char.IsControl(character))]);
}
