using System.Globalization;
using System.Text;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Plumbing.Tables;

namespace HourExchange.Interventions.Lines.Exporting;

/// <summary>
/// How a list is written, so that it can be imported again: <c>ch</c> as French-speaking Switzerland's spreadsheets expect
/// it, <c>rfc4180</c> as programs do. Both end lines with CRLF.
/// </summary>
internal sealed record CsvDialect(string Name, bool HasByteOrderMark, char Separator, ListLanguage Language, string DateForm, char DecimalSign)
{
    public static readonly CsvDialect Swiss = new("ch", true, ';', ListLanguage.French, "dd.MM.yyyy", ',');

    public static readonly CsvDialect Rfc4180 = new("rfc4180", false, ',', ListLanguage.English, "yyyy-MM-dd", '.');

    public static CsvDialect? Find(string name) => new[] { Swiss, Rfc4180 }.FirstOrDefault(dialect => dialect.Name == name);

    public async Task Write(Stream file, IAsyncEnumerable<ListedLine> lines, CancellationToken stopping)
    {
        await using var writer = new StreamWriter(file, new UTF8Encoding(HasByteOrderMark), bufferSize: 1 << 16, leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(Row(Language.Headers));
        await foreach (var line in lines.WithCancellation(stopping))
        {
            await writer.WriteLineAsync(Row(Language.Cells(line).Select(Text)));
        }
    }

    private string Text(object? cell) => cell switch
    {
        DateOnly date => date.ToString(DateForm, CultureInfo.InvariantCulture),
        decimal number => number.ToString("0.####", CultureInfo.InvariantCulture).Replace('.', DecimalSign),
        string text => FormulaGuard.Add(text),
        _ => "",
    };

    private string Row(IEnumerable<string> cells) => string.Join(Separator, cells.Select(Cell));

    private string Cell(string text) => text.IndexOfAny([Separator, '"', '\r', '\n']) >= 0 || text.Trim() != text
        ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
