using System.Globalization;
using System.Text;
using CsvHelper;
using FsCheck;
using FsCheck.Fluent;
using HourExchange.Plumbing.Sheets;
using HourExchange.Plumbing.Tables;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Plumbing.Sheets;

public sealed class TableCsvTests
{
    public static TheoryData<string> Dialects => ["ch", "rfc4180"];

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Every_sum_is_that_of_its_lines_when_another_program_reads_the_file(string dialect) => Prop.ForAll(GivenTable.Any, given =>
    {
        var rows = Read(given.Table, dialect);
        given.AddsUp([.. rows.Skip(1).Select(row => (Kind(row[0]), (IReadOnlyList<decimal?>)[.. row[5..9].Select(text => Number(text, dialect))]))]);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public void A_spreadsheet_gets_names_whole_minutes_and_its_own_signs()
    {
        var text = Encoding.UTF8.GetString(Write(Given, "ch", "fr-CH"));
        Assert.Equal(
            "\uFEFFGenre de ligne;Groupe;Remarque;Domaine;Date;Donné (minutes);Solde (minutes);Lignes;Montant CHF;Quantité;Part\r\n"
            + "ligne;2015;tardive;'=1+1;06.10.2016;95;-15;2;1234,5;1,75;0,167\r\n"
            + "sous-total;2015;;Sous-total;;95;-15;2;1234,5;;\r\n"
            + "total;;;Total;;95;-15;2;1234,5;;\r\n", text.Replace("0,1670", "0,167", StringComparison.Ordinal));
        Assert.Contains(";06/10/2016;", Encoding.UTF8.GetString(Write(Given, "ch", "fr-FR")), StringComparison.Ordinal);
        Assert.StartsWith("\uFEFFZeilenart;Gruppe;Bemerkung;", Encoding.UTF8.GetString(Write(Given, "ch", "de-CH")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_gets_codes_points_and_days_as_the_standard_has_them() => Assert.Equal(
        "kind,group,mark,domain,day,givenMinutes,balanceMinutes,lines,amountCHF,quantity,share\r\n"
        + "line,2015,late,'=1+1,2016-10-06,95,-15,2,1234.5,1.75,0.167\r\n"
        + "subtotal,2015,,Sous-total,,95,-15,2,1234.5,,\r\n"
        + "total,,,Total,,95,-15,2,1234.5,,\r\n", Encoding.UTF8.GetString(Write(Given, "rfc4180", "fr-CH")).Replace("0.1670", "0.167", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Dialects))]
    public void What_a_spreadsheet_would_compute_stays_text_and_numbers_stay_numbers(string dialect) => Prop.ForAll(GivenTable.Any, given =>
    {
        foreach (var (line, row) in given.Lines.Zip(Read(given.Table, dialect).Skip(1).Where(row => Kind(row[0]) == "line")))
        {
            Assert.Equal((string?)line.Cells[0].Value ?? "", FormulaGuard.Remove(row[3]));
            Assert.False(row[3].TrimStart() is ['=' or '+' or '-' or '@', ..], row[3]);
            Assert.DoesNotContain('\'', row[6]);
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(50));

    [Fact]
    public void A_column_that_people_named_is_no_formula_either()
    {
        var table = Table.Of("t", "T", [new Column("a", "=2+2")], []);
        Assert.Contains(";'=2+2\r\n", Encoding.UTF8.GetString(Write(table, "ch", "fr-CH")), StringComparison.Ordinal);
    }

    private static Table Given => Table.Of("lines", "Lignes", GivenTable.Columns,
    [
        new Row(["=1+1", new DateOnly(2016, 10, 6), 95L, -15L, 2L, 1234.50m, 1.75m, 0.167m], "2015", RowMark.Late),
    ]) with
    { TotalName = "Total", SubtotalName = "Sous-total" };

    private static string Kind(string said) => said switch { "ligne" or "line" => "line", "sous-total" or "subtotal" => "subtotal", "total" => "total", _ => throw new InvalidOperationException(said) };

    private static decimal? Number(string text, string dialect) =>
        text.Length == 0 ? null : decimal.Parse(dialect == "ch" ? text.Replace(',', '.') : text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static List<string[]> Read(Table table, string dialect)
    {
        var file = Write(table, dialect, "fr-CH");
        var text = file.AsMemory(file.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? 3 : 0);
        using var csv = CsvReader.Create(text, new CsvReaderOptions
        {
            HasHeader = false,
            Separator = dialect == "ch" ? ';' : ',',
            MalformedData = CsvMalformedDataHandling.Throw,
        });
        var rows = new List<string[]>();
        while (csv.Read())
        {
            rows.Add([.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)]);
        }

        return rows;
    }

    private static byte[] Write(Table table, string dialect, string language)
    {
        using var file = new MemoryStream();
        // FsCheck's properties are synchronous.
        TableCsv.Write(file, table, dialect == "ch" ? CsvDialect.SpreadsheetOf(language) : CsvDialect.Rfc4180, language).GetAwaiter().GetResult();
        return file.ToArray();
    }
}
