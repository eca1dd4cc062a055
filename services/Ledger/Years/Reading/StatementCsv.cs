using System.Globalization;
using System.Text;
using CsvHelper;

namespace HourExchange.Ledger.Years.Reading;

/// <summary>A statement's lines as a French spreadsheet reads them: UTF-8 with BOM, semicolons, days as dd.MM.yyyy, minutes whole.</summary>
internal static class StatementCsv
{
    // A cell that begins like a formula would be worked by the spreadsheet.
    private static readonly CsvWriterOptions Dialect = new() { Separator = ';', NewLine = "\r\n", Injection = CsvInjection.Escape };

    private static readonly string[] Headers =
    [
        "Rubrique", "Écriture", "Type", "Date", "Date de valeur", "A donné", "A reçu", "Domaine", "Nature", "Intervenant·e", "Référence (origine)",
        "Référence (accueil)", "Quantité", "Unité", "Minutes enseignées", "Coefficient", "Minutes créditées", "Solde de la paire", "Extourne", "Extournée par",
        "Employeur non informé", "Clés", "Empreinte",
    ];

    public static byte[] Of(StatementView statement)
    {
        using var bytes = new MemoryStream();
        using (var text = new StreamWriter(bytes, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)))
        using (var csv = CsvWriter.Create(text, Dialect, leaveOpen: true))
        {
            csv.WriteRecord(Headers);
            foreach (var line in statement.Lines)
            {
                foreach (var cell in Cells(line))
                {
                    csv.WriteField(cell);
                }

                csv.EndRecord();
            }
        }

        return bytes.ToArray();
    }

    private static object?[] Cells(StatementLineView line) =>
    [
        SectionName(line.Section), line.Number, KindName(line.Kind), Day(line.LineDate), Day(line.ValueDate), line.Given, line.Received,
        line.Domain, line.Nature, line.Contributor, line.LendingReference, line.ReceivingReference,
        line.Quantity?.Replace('.', ','), line.Unit,
        line.TaughtMinutes, line.Coefficient, line.Minutes, line.Balance, line.Reverses, line.ReversedBy,
        line.EmployerUninformed ? "oui" : null, string.Join(", ", line.Keys.Select(key => key.Institution + (key.Tacit ? " (tacite)" : ""))), line.Hash,
    ];

    private static string SectionName(string section) => section switch
    {
        "opening" => "Report et ouverture",
        "lines" => "Interventions",
        "late" => "Interventions tardives",
        "adjustments" => "Ajustements",
        _ => "Clôture",
    };

    private static string KindName(string kind) => kind switch
    {
        "intervention" => "intervention",
        "reversal" => "extourne",
        "opening" => "ouverture",
        "adjustment" => "ajustement",
        "compensation" => "compensation",
        "carry-forward" => "report",
        _ => "règlement",
    };

    private static string Day(DateOnly day) => day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);
}
