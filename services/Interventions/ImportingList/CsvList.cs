using System.Text;
using CsvHelper;
using HourExchange.Interventions.Domain;

namespace HourExchange.Interventions.ImportingList;

/// <summary>
/// Reads a list of interventions from CSV: UTF-8 with or without BOM; semicolon, comma or tab as the header shows;
/// French, German or English headers.
/// </summary>
public static class CsvList
{
    public const int RowLimit = 100_000;

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
            text = StrictUtf8.GetString(file).TrimStart('\ufeff').Normalize(NormalizationForm.FormC);
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
        if (!csv.Read())
        {
            return ReadList.Unreadable(1, "", "file-empty", "The file has no header.");
        }

        var header = Cells(csv);
        var columns = new Dictionary<ListColumn, int>();
        var names = new Dictionary<ListColumn, string>();
        for (var index = 0; index < header.Length; index++)
        {
            if (ListHeaders.Find(header[index]) is not { } column)
            {
                return ReadList.Unreadable(1, Printable(header[index]), header.Length == 1 ? "file-not-csv" : "header-unknown", "The header is none of the known column names.");
            }

            if (!columns.TryAdd(column, index))
            {
                return ReadList.Unreadable(1, header[index], "header-twice", "The column stands twice.");
            }

            names[column] = header[index];
        }

        if (ListHeaders.Missing(columns.Keys).FirstOrDefault((ListColumn)(-1)) is var missing and >= 0)
        {
            return ReadList.Unreadable(1, ListHeaders.FrenchName(missing), "header-missing", "The column is missing.");
        }

        return ReadBody(csv, header.Length, columns, names);
    }

    private static ReadList ReadBody(CsvReader csv, int width, Dictionary<ListColumn, int> columns, Dictionary<ListColumn, string> names)
    {
        var rows = new List<ListRow>();
        var rejected = new List<RejectedRow>();
        for (var row = 2; csv.Read(); row++)
        {
            if (row - 1 > RowLimit)
            {
                return ReadList.Unreadable(row, "", "file-too-long", $"A file has at most {RowLimit} lines.");
            }

            var cells = Cells(csv);
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

            var reader = new RowReader(row, column => columns.TryGetValue(column, out var index) && index < cells.Length ? cells[index] : "", names, rejected);
            if (reader.Read() is { } draft)
            {
                rows.Add(new ListRow(row, draft));
            }
        }

        return rows.Count + rejected.Count == 0
            ? ReadList.Unreadable(2, "", "file-without-rows", "The file has a header and no lines.")
            : new ReadList(rows, rejected, names);
    }

    private static string[] Cells(CsvReader csv) => [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)];

    /// <summary>The start of whatever the file begins with; it may be anything.</summary>
    private static string Printable(string header) =>
        new([.. header.Take(60).Where(character => !char.IsControl(character))]);
}
