using System.Text;
using System.Text.Unicode;
using CsvHelper;

namespace HourExchange.Interventions.ImportingList;

/// <summary>
/// Reads a list of interventions from CSV: UTF-8 with or without BOM; semicolon, comma or tab as the header shows;
/// French, German or English headers.
/// </summary>
public static class CsvList
{
    private static readonly byte[] Delimiters = [(byte)';', (byte)',', (byte)'\t'];

    /// <summary>Reads the bytes as they are: the file is never a second time in memory as text.</summary>
    public static ReadList Read(ReadOnlyMemory<byte> file)
    {
        if (file.Length == 0)
        {
            return ReadList.Unreadable(1, "", "file-empty", "The file has no content.");
        }

        if (!Utf8.IsValid(file.Span))
        {
            return ReadList.Unreadable(1, "", "file-not-utf8", "The file is not UTF-8 text: save it as CSV UTF-8.");
        }

        if (file.Span.Contains((byte)0))
        {
            return ReadList.Unreadable(1, "", "file-not-csv", "The file is not text.");
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
            return ReadRows(csv);
        }
        catch (CsvFormatException)
        {
            return csv.RowNumber < 1
                ? ReadList.Unreadable(1, "", "file-not-csv", "The file does not begin with a header.")
                : ReadList.Unreadable((int)csv.RowNumber + 1, "", "csv-malformed", "The quotes of this row do not close.");
        }
    }

    private static byte Delimiter(ReadOnlySpan<byte> text)
    {
        var header = text.IndexOfAny((byte)'\r', (byte)'\n') is var end and >= 0 ? text[..end].ToArray() : text.ToArray();
        return Delimiters.MaxBy(candidate => header.Count(candidate.Equals));
    }

    private static ReadList ReadRows(CsvReader csv)
    {
        var list = ListTable.Read(Rows(csv));
        // A single column that is none of a list's: the text is something else.
        return list.FileFault == "header-unknown" && csv.FieldCount == 1
            ? list with { FileFault = "file-not-csv", Rejected = [list.Rejected[0] with { Code = "file-not-csv" }] }
            : list;
    }

    private static IEnumerable<(int Row, string[] Cells)> Rows(CsvReader csv)
    {
        for (var row = 1; csv.Read(); row++)
        {
            yield return (row, [.. Enumerable.Range(0, csv.FieldCount).Select(index => ComposedText.Of(csv.GetString(index)))]);
        }
    }
}
