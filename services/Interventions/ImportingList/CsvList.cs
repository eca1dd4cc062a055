using System.Text;
using CsvHelper;

namespace HourExchange.Interventions.ImportingList;

/// <summary>
/// Reads a list of interventions from CSV: UTF-8 with or without BOM; semicolon, comma or tab as the header shows;
/// French, German or English headers.
/// </summary>
public static class CsvList
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly char[] Delimiters = [';', ',', '\t'];

    public static ReadList Read(byte[] file)
    {
        if (file.Length == 0)
        {
            return ReadList.Unreadable(1, "", "file-empty", "The file has no content.");
        }

        string text;
        try
        {
            text = ComposedText.Of(StrictUtf8.GetString(file).TrimStart('\ufeff'));
        }
        catch (DecoderFallbackException)
        {
            return ReadList.Unreadable(1, "", "file-not-utf8", "The file is not UTF-8 text: save it as CSV UTF-8.");
        }

        if (text.Contains('\0', StringComparison.Ordinal))
        {
            return ReadList.Unreadable(1, "", "file-not-csv", "The file is not text.");
        }

        using var csv = CsvReader.FromText(text, new CsvReaderOptions
        {
            HasHeader = false,
            Separator = Delimiter(text),
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

    private static char Delimiter(string text)
    {
        var header = text.AsSpan(0, text.AsSpan().IndexOfAny('\r', '\n') is var end and >= 0 ? end : text.Length).ToString();
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
            yield return (row, [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)]);
        }
    }
}
