using System.Globalization;
using CsvHelper;

namespace HourExchange.Plumbing.Tables;

/// <summary>
/// How tables are written as CSV in UTF-8: <c>ch</c> as French-speaking Switzerland's spreadsheets expect it, <c>rfc4180</c> as
/// programs do. Both end lines with CRLF.
/// </summary>
public sealed class CsvDialect
{
    public static readonly CsvDialect Swiss = new("ch", "fr", true, ';', ",", "dd.MM.yyyy");

    public static readonly CsvDialect Rfc4180 = new("rfc4180", "en", false, ',', ".", "yyyy-MM-dd");

    // A spreadsheet in France takes 01.09.2015 for a text.
    private static readonly CsvDialect French = new("ch", "fr", true, ';', ",", "dd/MM/yyyy");

    private readonly CsvWriterOptions _options;
    private readonly string _dateForm;

    private CsvDialect(string name, string language, bool hasByteOrderMark, char separator, string decimalSign, string dateForm)
    {
        (Name, Language, _dateForm) = (name, language, dateForm);
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = decimalSign;
        _options = new CsvWriterOptions { Separator = separator, WriteByteOrderMark = hasByteOrderMark, FormatProvider = culture, Injection = CsvInjection.None };
    }

    public string Name { get; }

    /// <summary>In which its headers are written, ISO 639-1.</summary>
    public string Language { get; }

    /// <summary>The dialect for the spreadsheets of who reads this language.</summary>
    /// <param name="language">BCP 47.</param>
    public static CsvDialect SpreadsheetOf(string language) => language.Equals("fr-FR", StringComparison.OrdinalIgnoreCase) ? French : Swiss;

    public static CsvDialect? Find(string name) => new[] { Swiss, Rfc4180 }.FirstOrDefault(dialect => dialect.Name == name);

    /// <summary>A number as a text that is read as that number again.</summary>
    public string Written(decimal number) => number.ToString(FormOf(number), _options.FormatProvider);

    // Three decimals may be taken for thousands.
    private static string FormOf(decimal number) => decimal.Round(number, 3) == number && decimal.Round(number, 2) != number ? "0.0000" : "0.####";

    /// <summary>
    /// Neither shown by a spreadsheet as something else (<see cref="FormulaGuard"/>: wider than what CsvHelper escapes), nor read
    /// differently by <see cref="CsvTable"/>: each text comes back as it was, its apostrophes too.
    /// </summary>
    /// <param name="file">Stays open.</param>
    /// <param name="rows">Cells are texts, days, numbers, or null where nothing stands.</param>
    public async Task Write(
        Stream file, IReadOnlyList<string> headers, IAsyncEnumerable<IEnumerable<object?>> rows, CancellationToken stopping)
    {
        await using var csv = CsvWriter.Create(file, _options, leaveOpen: true);
        await csv.WriteRecordAsync([.. headers], stopping);
        await foreach (var row in rows.WithCancellation(stopping))
        {
            foreach (var cell in row)
            {
                switch (cell)
                {
                    case string text:
                        csv.WriteField(FormulaGuard.Add(text));
                        break;
                    case DateOnly date:
                        csv.WriteField(date, _dateForm);
                        break;
                    case decimal number:
                        csv.WriteField(number, FormOf(number));
                        break;
                    default:
                        csv.WriteField(cell);
                        break;
                }
            }

            await csv.EndRecordAsync(stopping);
        }
    }
}
