using System.Globalization;
using System.Text;
using HourExchange.Interventions.Domain;
using HourExchange.Interventions.ImportingList;

namespace HourExchange.Interventions.ListingInterventions;

/// <summary>
/// How a list is written, so that it can be imported again: <c>ch</c> as French-speaking Switzerland's spreadsheets expect
/// it, <c>rfc4180</c> as programs do. Both end lines with CRLF.
/// </summary>
internal sealed record CsvDialect(
    string Name, bool HasByteOrderMark, char Separator, IReadOnlyList<string> Headers, string DateForm, char DecimalSign, string Yes, string No,
    string InConcertation, string Direct)
{
    public static readonly CsvDialect Swiss = new(
        "ch", true, ';',
        [
            "Référence", "Date", "Institution d'origine", "Institution d'accueil", "Intervenant·e", "Domaine", "Nature", "Intitulé", "Quantité", "Unité",
            "Mode de sollicitation", "Employeur informé",
        ],
        "dd.MM.yyyy", ',', "oui", "non", "en concertation", "directe");

    public static readonly CsvDialect Rfc4180 = new(
        "rfc4180", false, ',',
        [
            "Reference", "Date", "Lending institution", "Receiving institution", "Contributor", "Domain", "Nature", "Title", "Quantity", "Unit", "Sourcing",
            "Employer informed",
        ],
        "yyyy-MM-dd", '.', "yes", "no", "in concertation", "direct");

    public static CsvDialect? Find(string name) => new[] { Swiss, Rfc4180 }.FirstOrDefault(dialect => dialect.Name == name);

    public async Task Write(Stream file, IAsyncEnumerable<LineDraft> lines, CancellationToken stopping)
    {
        await using var writer = new StreamWriter(file, new UTF8Encoding(HasByteOrderMark), bufferSize: 1 << 16, leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(Row(Headers));
        await foreach (var line in lines.WithCancellation(stopping))
        {
            await writer.WriteLineAsync(Row(Cells(line)));
        }
    }

    /// <summary>In the order of the headers.</summary>
    private string[] Cells(LineDraft line) =>
    [
        FormulaGuard.Add(line.Reference ?? ""),
        line.Date.ToString(DateForm, CultureInfo.InvariantCulture),
        FormulaGuard.Add(line.LendingInstitution),
        FormulaGuard.Add(line.ReceivingInstitution),
        FormulaGuard.Add(line.Contributor),
        FormulaGuard.Add(line.Domain),
        FormulaGuard.Add(line.Nature),
        FormulaGuard.Add(line.Title),
        line.Quantity.ToString("0.####", CultureInfo.InvariantCulture).Replace('.', DecimalSign),
        FormulaGuard.Add(line.Unit),
        line.Sourcing switch { null => "", "direct" => Direct, _ => InConcertation },
        line.EmployerInformed switch { null => "", true => Yes, false => No },
    ];

    private string Row(IEnumerable<string> cells) => string.Join(Separator, cells.Select(Cell));

    private string Cell(string text) => text.IndexOfAny([Separator, '"', '\r', '\n']) >= 0 || text.Trim() != text
        ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
