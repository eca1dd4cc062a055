using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Interventions.Lines.Importing;
using HourExchange.Plumbing.Tables;
using HourExchange.Plumbing.Text;
using HourExchange.Tests.Kit;
using HourExchange.Words.Lists;

namespace HourExchange.Tests.Interventions.Lines.Importing;

/// <summary>One list written in every way a list may come.</summary>
public sealed class DialectTests
{
    private const string German = "Referenz;Datum;Herkunftsinstitution;Gastinstitution;Mitwirkende;Bereich;Art;Titel;Menge;Einheit;Anfrageweg;Arbeitgeber informiert";
    private const string English = "Reference,Date,Lending institution,Receiving institution,Contributor,Domain,Nature,Title,Quantity,Unit,Sourcing,Employer informed";

    private static readonly ListedLine[] Lines =
    [
        Given.Line("L-1", "2014-10-01", "HG", "HETS", "HG-031", "formation-de-base", "cours", "Budget et désendettement", 1.5m, "heure", "direct", true),
        Given.Line("L-2", "2015-02-28", "HETS", "HG", "HETS-002", "promotion", "td", "dit \"l'entretien\"; suite, et fin", 0.75m, "période", "in-concertation", false),
        Given.Line("1003", "2016-02-29", "HG", "HETS", "HG-004", "recherche", "jury", "", 8m, "heure", null, null),
        Given.Line("L-4", "2015-12-31", "HG", "HETS", "HG-004", "recherche", "évaluation", "deux\nlignes", 0.0125m, "demi-journée", "direct", null),
    ];

    [Fact]
    public void Both_dialects_and_XLSX_give_identical_lines()
    {
        Assert.Equal(Lines, Read(CsvTable.Read(French(Lines), ListForm.Lines)));
        Assert.Equal(Lines, Read(CsvTable.Read(GermanCsv(Lines), ListForm.Lines)));
        Assert.Equal(Lines, Read(CsvTable.Read(Rfc4180(Lines), ListForm.Lines)));
        Assert.Equal(Lines, Read(XlsxTable.Read(Xlsx(Lines), ListForm.Lines)));
    }

    /// <summary>20 MB of separators would be 20 million cells of a row: 1 GB of memory.</summary>
    [Theory]
    [InlineData(16_384, "file-empty")]
    [InlineData(16_385, "file-too-large-inside")]
    public void A_row_has_as_many_cells_as_a_spreadsheet_at_most(int separators, string code) =>
        Assert.Equal(code, CsvTable.Read(System.Text.Encoding.ASCII.GetBytes(new string(';', separators) + "\r\n"), ListForm.Lines).FileFault);

    [Fact]
    public void Any_title_is_the_same_in_every_dialect()
    {
        var letter = Gen.Elements('a', 'é', '"', '\'', ';', ',', '\t', ' ', '\n', '_', 'x', '0', '<', '&', '=', '·', 'E', '\u0301');
        // A line break with the separators of a whole row behind it is refused: it may have swallowed one.
        var title = letter.ArrayOf().Where(letters => letters.Count(one => one is ';' or ',') < 7).Select(letters => ComposedText.Of(new string(letters)).Trim());
        Prop.ForAll(title.ToArbitrary(), text =>
        {
            ListedLine[] lines = [Lines[0] with { Title = text }, Lines[1]];
            // Which is how a text is kept from being a formula.
            ListedLine[] written = [Lines[0] with { Title = FormulaGuard.Add(text) }, Lines[1]];
            Assert.Equal(lines, Read(CsvTable.Read(French(written), ListForm.Lines)));
            Assert.Equal(lines, Read(CsvTable.Read(GermanCsv(written), ListForm.Lines)));
            Assert.Equal(lines, Read(CsvTable.Read(Rfc4180(written), ListForm.Lines)));
            Assert.Equal(lines, Read(XlsxTable.Read(Xlsx(written), ListForm.Lines)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
    }

    [Property]
    public Property Any_quantity_survives_the_binary_fractions_of_a_spreadsheet() =>
        Prop.ForAll(Gen.Choose(1, 14_400_000).ToArbitrary(), tenThousandths =>
        {
            ListedLine[] lines = [Lines[0] with { Quantity = tenThousandths / 10_000m }];
            Assert.Equal(lines, Read(XlsxTable.Read(Xlsx(lines), ListForm.Lines)));
            Assert.Equal(lines, Read(CsvTable.Read(French(lines), ListForm.Lines)));
        });

    [Fact]
    public void A_fault_has_the_same_row_in_every_dialect()
    {
        // The line break in row 5's title takes a line of the text file, not a row of the list.
        ListedLine[] lines = [.. Lines, Lines[0] with { Unit = "" }];
        Assert.All(
            [CsvTable.Read(French(lines), ListForm.Lines), CsvTable.Read(GermanCsv(lines), ListForm.Lines), CsvTable.Read(Rfc4180(lines), ListForm.Lines), XlsxTable.Read(Xlsx(lines), ListForm.Lines)],
            list => Assert.Equal((6, "cell-empty"), (list.Rejected.Single().Row, list.Rejected.Single().Code)));
    }

    private static IEnumerable<ListedLine> Read(ReadTable<ListColumn, ListRow> list)
    {
        Assert.Empty(list.Rejected);
        return list.Rows.Select(row => row.Line);
    }

    private static byte[] French(IEnumerable<ListedLine> lines) => Csv('\ufeff' + GivenSheet.Headers, ';', "\r\n", lines, line => Cells(
        line, "dd.MM.yyyy", ',', sourcing => sourcing == "direct" ? "directe" : "en concertation", informed => informed ? "oui" : "non"));

    private static byte[] GermanCsv(IEnumerable<ListedLine> lines) => Csv(German, ';', "\n", lines, line => Cells(
        line, "d.M.yyyy", ',', sourcing => sourcing == "direct" ? "direkt" : "in Absprache", informed => informed ? "ja" : "nein"));

    private static byte[] Rfc4180(IEnumerable<ListedLine> lines) => Csv(English, ',', "\r\n", lines, line => Cells(
        line, "yyyy-MM-dd", '.', sourcing => sourcing, informed => informed ? "yes" : "no"));

    private static byte[] Xlsx(IEnumerable<ListedLine> lines) => GivenSheet.Write(lines.Select(line => new object?[]
    {
        line.Reference == "1003" ? 1003m : line.Reference, line.Date, line.LendingInstitution, line.ReceivingInstitution, line.Contributor, line.Domain, line.Nature,
        line.Title.Length == 0 ? null : line.Title, line.Quantity, line.Unit, line.Sourcing == "direct" ? "directe" : line.Sourcing, line.EmployerInformed,
    }).Prepend([.. GivenSheet.Headers.Split(';')]));

    private static string[] Cells(ListedLine line, string dateForm, char point, Func<string, string> sourcing, Func<bool, string> informed) =>
    [
        line.Reference ?? "", line.Date.ToString(dateForm, CultureInfo.InvariantCulture), line.LendingInstitution, line.ReceivingInstitution, line.Contributor,
        line.Domain, line.Nature, line.Title, Unambiguous(line.Quantity).Replace('.', point), line.Unit,
        line.Sourcing is null ? "" : sourcing(line.Sourcing), line.EmployerInformed is { } answer ? informed(answer) : "",
    ];

    // With three decimals it might be a thousand.
    private static string Unambiguous(decimal quantity) => quantity.ToString(quantity.Scale == 3 ? "0.0000" : "0.####", CultureInfo.InvariantCulture);

    private static byte[] Csv(string header, char separator, string end, IEnumerable<ListedLine> lines, Func<ListedLine, string[]> cells) =>
        Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => string.Join(separator, cells(line).Select(cell => Quoted(cell, separator))) + end).Prepend(header + end)));

    private static string Quoted(string cell, char separator) =>
        cell.AsSpan().IndexOfAny($"\"\r\n{separator}") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
