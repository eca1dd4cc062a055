using System.Text;
using System.Text.Unicode;
using CsvHelper;
using HourExchange.Plumbing.Text;

namespace HourExchange.Plumbing.Tables;

/// <summary>
/// Reads a table from CSV: UTF-8 with or without BOM; semicolon, comma or tab as the header shows.
/// </summary>
public static class CsvTable
{
    private static readonly byte[] Delimiters = [(byte)';', (byte)',', (byte)'\t'];

    /// <summary>Reads the bytes as they are: the file is never a second time in memory as text.</summary>
    public static ReadTable<TColumn, TRow> Read<TColumn, TRow>(ReadOnlyMemory<byte> file, TableForm<TColumn, TRow> form)
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
        using var csv = CsvReader.Create(text, new CsvReaderOptions
        {
            HasHeader = false,
            Separator = (char)Delimiter(text.Span),
            SkipEmptyLines = false,
            TrimWhitespace = true,
            MalformedData = CsvMalformedDataHandling.Throw,
        });
        try
        {
            return ReadRows(csv, form);
        }
        catch (CsvFormatException)
        {
            return csv.RowNumber < 1
                ? ReadTable<TColumn, TRow>.Unreadable(1, "", "file-not-csv", "The file does not begin with a header.")
                : ReadTable<TColumn, TRow>.Unreadable((int)csv.RowNumber + 1, "", "csv-malformed", "The quotes of this row do not close.");
        }
    }

    private static byte Delimiter(ReadOnlySpan<byte> text)
    {
        var header = text.IndexOfAny((byte)'\r', (byte)'\n') is var end and >= 0 ? text[..end].ToArray() : text.ToArray();
        return Delimiters.MaxBy(candidate => header.Count(candidate.Equals));
    }

    private static ReadTable<TColumn, TRow> ReadRows<TColumn, TRow>(CsvReader csv, TableForm<TColumn, TRow> form) where TColumn : struct, Enum where TRow : class
    {
        var table = TableRows.Read(Rows(csv), form);
        // A single column that is none of the table's: the text is something else.
        return table.FileFault == "header-unknown" && csv.FieldCount == 1
            ? table with { FileFault = "file-not-csv", Rejected = [table.Rejected[0] with { Code = "file-not-csv" }] }
            : table;
    }

    private static IEnumerable<(int Row, string[] Cells)> Rows(CsvReader csv)
    {
        for (var row = 1; csv.Read(); row++)
        {
            yield return (row, [.. Enumerable.Range(0, csv.FieldCount).Select(index => ComposedText.Of(csv.GetString(index)))]);
        }
    }
}
