using System.Text;
using System.Text.Unicode;
using CsvHelper;

namespace HourExchange.Plumbing.Tables;

/// <summary>
/// Reads a table from CSV: UTF-8 with or without BOM; semicolon, comma or tab as the header shows.
/// </summary>
public static class CsvTable
{
    private const int HeaderLimitBytes = 64 * 1024;

    /// <summary>As many as a spreadsheet has columns. A row of millions of empty cells would take a hundred times its bytes.</summary>
    private const int SeparatorLimit = 16_384;

    /// <summary>Control-Z, with which old programs end a text.</summary>
    private const byte EndOfFile = 0x1A;

    private static readonly byte[] Delimiters = [(byte)';', (byte)',', (byte)'\t'];
    private static readonly byte[] Blanks = [.. Delimiters, (byte)' ', (byte)'\r', (byte)'\n'];

    /// <summary>Reads the bytes as they are: the file is never a second time in memory as text.</summary>
    public static ReadTable<TColumn, TRow> Read<TColumn, TRow>(ReadOnlyMemory<byte> file, TableForm<TColumn, TRow> form, CancellationToken stopping = default)
        where TColumn : struct, Enum where TRow : class
    {
        if (file.Length == 0)
        {
            return ReadTable<TColumn, TRow>.Unreadable(1, "", "file-empty", "The file has no content.");
        }

        if (!Utf8.IsValid(file.Span))
        {
            return ReadTable<TColumn, TRow>.Unreadable(1, "", "file-not-utf8", "The file is not UTF-8 text: save it as CSV UTF-8.");
        }

        if (file.Span.Contains((byte)0))
        {
            return ReadTable<TColumn, TRow>.Unreadable(1, "", "file-not-csv", "The file is not text.");
        }

        var text = file.Span.StartsWith(Encoding.UTF8.Preamble) ? file[Encoding.UTF8.Preamble.Length..] : file;
        text = text[SeparatorLine(text.Span)..(text.Span.LastIndexOfAnyExcept(EndOfFile) + 1)];
        var delimiter = Delimiter(text.Span);
        if (TooWide(text.Span, delimiter) is { } wide)
        {
            return ReadTable<TColumn, TRow>.Unreadable(wide, "", "file-too-large-inside", $"The row has more than {SeparatorLimit} cells.");
        }

        var (certain, broken) = CsvQuotes.SetAside(text, delimiter);
        using var csv = CsvReader.Create(certain, new CsvReaderOptions
        {
            HasHeader = false,
            Separator = (char)delimiter,
            SkipEmptyLines = false,
            DetectSeparatorHint = false,
            TrimWhitespace = true,
            MalformedData = CsvMalformedDataHandling.Throw,
        });
        return ReadRows(csv, broken, form, stopping);
    }

    /// <returns>The first line with too many separators; null where there is none.</returns>
    private static int? TooWide(ReadOnlySpan<byte> text, byte delimiter)
    {
        for (var row = 1; !text.IsEmpty; row++)
        {
            var end = text.IndexOf((byte)'\n');
            if ((end < 0 ? text : text[..end]).Count(delimiter) > SeparatorLimit)
            {
                return row;
            }

            text = end < 0 ? default : text[(end + 1)..];
        }

        return null;
    }

    /// <summary>Excel's own line that names the separator, which it shows as no row. The header says the same.</summary>
    /// <returns>Its length with its end; 0 where there is none.</returns>
    private static int SeparatorLine(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'\n');
        var line = (end < 0 ? text : text[..end]).TrimEnd((byte)'\r').Trim((byte)'"');
        return line.StartsWith("sep="u8) && line.Length <= 5 && end >= 0 ? end + 1 : 0;
    }

    /// <summary>What the header has most of outside quotes: it may be written on several lines.</summary>
    private static byte Delimiter(ReadOnlySpan<byte> text)
    {
        // Lines that are blank or hold separators alone may stand before it.
        var header = text[Math.Max(0, text.IndexOfAnyExcept(Blanks))..];
        var counts = new int[Delimiters.Length];
        var isQuoted = false;
        for (var at = 0; at < Math.Min(header.Length, HeaderLimitBytes) && (isQuoted || header[at] is not ((byte)'\r' or (byte)'\n')); at++)
        {
            isQuoted ^= header[at] == '"';
            if (!isQuoted && Array.IndexOf(Delimiters, header[at]) is >= 0 and var delimiter)
            {
                counts[delimiter]++;
            }
        }

        return Delimiters[Array.IndexOf(counts, counts.Max())];
    }

    private static ReadTable<TColumn, TRow> ReadRows<TColumn, TRow>(CsvReader csv, IReadOnlyList<int> broken, TableForm<TColumn, TRow> form, CancellationToken stopping)
        where TColumn : struct, Enum where TRow : class
    {
        var faults = broken.Select(row => new RejectedRow(row, "", "csv-malformed", "A quote of this row opens and does not close, or stands inside a text: write it twice, or quote the whole cell."));
        var table = TableRows.Read(Rows(csv, stopping), form, [.. faults]);
        if (table.FileFault is not null && broken.Count > 0 && (broken[0] < table.Rejected[0].Row || table.FileFault == "file-empty"))
        {
            return ReadTable<TColumn, TRow>.Unreadable(broken[0], "", "file-not-csv", "The file does not begin with a header.");
        }

        // A single column that is none of the table's: the text is something else.
        return table.FileFault == "header-unknown" && csv.FieldCount == 1
            ? table with { FileFault = "file-not-csv", Rejected = [table.Rejected[0] with { Code = "file-not-csv" }] }
            : table;
    }

    private static IEnumerable<(int Row, TableCell[] Cells)> Rows(CsvReader csv, CancellationToken stopping)
    {
        for (var row = 1; csv.Read(); row++)
        {
            stopping.ThrowIfCancellationRequested();
            yield return (row, [.. Enumerable.Range(0, csv.FieldCount).Select(index => new TableCell(csv.GetString(index)))]);
        }
    }
}
