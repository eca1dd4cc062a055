using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using HourExchange.Interventions.Lines.Importing;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Plumbing.Tables;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Ledger.Years.Domain;
using HourExchange.Words.Lists;
using Reconciled = HourExchange.Ledger.Reconciling.Comparing.ListForm;

namespace HourExchange.Tests.Interventions.Lines.Importing;

/// <summary>What spreadsheets leave in a list changes nothing; what is not certain is a fault of its row, never a guess (docs/domain.md, Import).</summary>
public sealed class LeftBySpreadsheetsTests
{
    private static readonly string[] Headers = GivenSheet.Headers.Split(';');
    private static readonly string[] Good = ["L-1", "01.10.2014", "HG", "HETS", "HG-031", "formation-de-base", "cours", "Budget", "1,5", "heure", "directe", "oui"];

    [Property]
    public Property Whatever_stands_round_cells_before_the_header_or_behind_the_columns_a_list_is_the_same()
    {
        var outside = Gen.Elements("", " ", "\u00A0", "\u202F", "\u2007", "\u200B", "\uFEFF", "\n", "\r\n", "\t");
        var mess = from before in outside.ArrayOf(Headers.Length)
                   from behind in outside.ArrayOf(Headers.Length)
                   from blank in Gen.Choose(0, 3)
                   from extra in Gen.Choose(0, 3)
                   from inHeader in Gen.Elements(" ", "\u00A0", "\n", "\r\n", "  ", "\u202F")
                   select (before, behind, blank, extra, inHeader);
        return Prop.ForAll(mess.ToArbitrary(), made =>
        {
            // A line break in the first cell puts a whole row's separators behind it, as one does that has swallowed a row.
            made.before[0] = made.behind[0] = made.before[0].Trim('\r', '\n');
            string[] Dirty(string[] cells) => [.. cells.Select((cell, index) => made.before[index] + cell + made.behind[index]), .. Enumerable.Repeat("", made.extra)];
            var rows = Enumerable.Repeat(Enumerable.Repeat("", Headers.Length + made.extra).ToArray(), made.blank)
                .Append(Dirty([.. Headers.Select(header => header.Replace(" ", made.inHeader, StringComparison.Ordinal))])).Append(Dirty(Good)).ToList();
            var csv = CsvTable.Read(Csv(rows), ListForm.Lines);
            var xlsx = XlsxTable.Read(Xlsx(rows), ListForm.Lines);
            Assert.Empty(csv.Rejected);
            Assert.Empty(xlsx.Rejected);
            var expected = Given.Line() with { Quantity = 1.5m, Title = "Budget" };
            Assert.Equal(expected, csv.Rows.Single().Line);
            Assert.Equal(expected, xlsx.Rows.Single().Line);
            Assert.Equal(Compared(Csv([Headers, Good])), Compared(Csv(rows)));
            Assert.Equal(Compared(Csv([Headers, Good])), Compared(Xlsx(rows)));
        });
    }

    [Theory]
    [InlineData("oui", true)]
    [InlineData("VRAI", true)]
    [InlineData("ja", true)]
    [InlineData("Wahr", true)]
    [InlineData("yes", true)]
    [InlineData("TRUE", true)]
    [InlineData("x", true)]
    [InlineData("Non", false)]
    [InlineData("FAUX", false)]
    [InlineData("nein", false)]
    [InlineData("FALSCH", false)]
    [InlineData("no", false)]
    [InlineData("FALSE", false)]
    public void A_boolean_is_read_as_either_program_and_language_writes_it(string written, bool expected) =>
        Assert.All(Both(With(11, written)), list => Assert.Equal(expected, list.Rows.Single().Line.EmployerInformed));

    [Theory]
    [InlineData("1")]
    [InlineData("0")]
    [InlineData("peut-être")]
    public void An_answer_that_is_not_certain_is_a_fault(string written) => Faulty(With(11, written), "Employeur informé", "answer-invalid");

    [Theory]
    [InlineData("#N/A")]
    [InlineData("#NV")]
    [InlineData("#VALEUR !")]
    [InlineData("#REF!")]
    [InlineData("#BEZUG!")]
    [InlineData("#DIV/0!")]
    [InlineData("Err:508")]
    [InlineData("########")]
    public void An_error_of_the_spreadsheet_is_a_fault_in_whichever_column(string error) => Assert.All(Enumerable.Range(0, Headers.Length), column =>
        Assert.All(Both(With(column, error)), list =>
        {
            Assert.Empty(list.Rows);
            Assert.Equal((2, Headers[column]), (list.Rejected.Single().Row, list.Rejected.Single().Column));
        }));

    [Fact]
    public void A_formula_saved_without_its_result_is_a_fault_in_whichever_column() => Assert.All(Enumerable.Range(0, Headers.Length), column =>
    {
        var letter = (char)('A' + column);
        var list = XlsxTable.Read(GivenSheet.Below(GivenSheet.Row(2, (letter, $"""<c r="{letter}2"><f>A1</f></c>"""))), ListForm.Lines);
        Assert.Empty(list.Rows);
        Assert.Equal((2, Headers[column]), (list.Rejected.Single().Row, list.Rejected.Single().Column));
    });

    [Theory]
    [InlineData("1,000")]
    [InlineData("1.500")]
    [InlineData("12,125")]
    [InlineData("1'080")]
    [InlineData("1 080")]
    [InlineData("6:00")]
    [InlineData("1h30")]
    public void A_quantity_that_may_be_read_in_two_ways_is_a_fault(string quantity) => Faulty(With(8, quantity), "Quantité", "quantity-invalid");

    [Theory]
    [InlineData("0,125", 0.125)]
    [InlineData("1,5000", 1.5)]
    [InlineData("1080", 1080)]
    public void A_quantity_that_is_certain_is_read(string quantity, double expected) =>
        Assert.All(Both(With(8, quantity)), list => Assert.Equal((decimal)expected, list.Rows.Single().Line.Quantity));

    [Fact]
    public void A_number_of_a_spreadsheet_has_no_thousands() =>
        Assert.Equal(1.125m, XlsxTable.Read(GivenSheet.Below(GivenSheet.Row(2, ('I', """<c r="I2"><v>1.125</v></c>"""))), ListForm.Lines).Rows.Single().Line.Quantity);

    [Theory]
    [InlineData("10/11/2014", false)]
    [InlineData("01/02/2014", false)]
    [InlineData("25/11/2014", true)]
    [InlineData("05/05/2014", true)]
    [InlineData("10.11.2014", true)]
    [InlineData("2014-11-10", true)]
    [InlineData("2014-11-10 08:30", true)]
    public void In_an_English_list_a_day_is_read_where_it_is_certain_which(string date, bool isCertain)
    {
        string[] english = ["Reference", "Date", "Lending institution", "Receiving institution", "Contributor", "Domain", "Nature", "Title", "Quantity", "Unit", "Sourcing", "Employer informed"];
        string[] row = [.. With(1, date)];
        row[8] = "1.5";
        row[10] = "direct";
        foreach (var list in new[] { CsvTable.Read(Csv([english, row]), ListForm.Lines), XlsxTable.Read(Xlsx([english, row]), ListForm.Lines) })
        {
            Assert.Equal(isCertain ? 1 : 0, list.Rows.Count);
            Assert.Equal(isCertain ? [] : ["date-invalid"], list.Rejected.Select(fault => fault.Code));
        }

        Assert.All(Both(With(1, date)), list => Assert.Single(list.Rows));
    }

    /// <summary>Rows 3 and 6 are good whatever stands in the quotes of 4 and 5.</summary>
    [Theory]
    [InlineData("\"Séminaire", "Cours\"", "4 5")]
    [InlineData("\"", "\"", "4 5")]
    [InlineData("\"Séminaire", "Cours", "4")]
    [InlineData("Séminaire \"Droit\"", "Cours", "4")]
    [InlineData("\"Séminaire\" Droit", "Cours", "4")]
    [InlineData("\"Séminaire \"\"Droit\"\"; suite\"", " \"Cours\" ", "")]
    public void A_quote_that_opens_and_does_not_close_is_a_fault_of_its_row_and_swallows_no_other(string third, string fourth, string faulty)
    {
        string Row(string title, int number) => string.Join(';', With(7, title)).Replace("L-1", $"L-{number}", StringComparison.Ordinal);
        var list = CsvTable.Read(Encoding.UTF8.GetBytes(string.Join(
            "\r\n", [GivenSheet.Headers, Row("Premier", 2), Row("Deuxième", 3), Row(third, 4), Row(fourth, 5), Row("Dernier", 6)])), ListForm.Lines);
        int[] bad = [.. faulty.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
        Assert.Equal(bad.Select(row => (row, "csv-malformed")), list.Rejected.Select(fault => (fault.Row, fault.Code)));
        Assert.Equal(new[] { 2, 3, 4, 5, 6 }.Except(bad), list.Rows.Select(row => row.Row));
        Assert.All(list.Rows, row => Assert.Equal($"L-{row.Row}", row.Line.Reference));
    }

    /// <summary>Whatever stands in a file, each row is read or has a fault.</summary>
    [Property]
    public Property No_text_is_too_odd() => Prop.ForAll(
        Gen.Elements("\"", "\"\"", ";", ",", "\t", " ", "\u00A0", "\r", "\n", "\r\n", "a", "L-9", "#N/A", "sep=;", "\uFEFF").ArrayOf().ToArbitrary(), parts =>
        {
            foreach (var before in new[] { "", "sep=;\n", GivenSheet.Headers + "\n", GivenSheet.Headers.Replace(';', '\t') + "\n", "sep=;\n" + GivenSheet.Headers + "\n" })
            {
                Assert.NotEmpty(CsvTable.Read(Encoding.UTF8.GetBytes(before + string.Concat(parts) + "\n" + string.Join(';', With(8, "x"))), ListForm.Lines).Rejected);
            }
        });

    [Fact]
    public void The_line_that_names_the_separator_is_no_row()
    {
        var header = GivenSheet.Headers.Replace("Employeur informé", "\"Employeur\ninformé\"", StringComparison.Ordinal);
        var list = CsvTable.Read(Encoding.UTF8.GetBytes($"sep=;\r\n{header}\r\n{string.Join(';', Good)}\r\n{string.Join(';', With(7, "\"ouvert"))}\r\n\x1A"), ListForm.Lines);
        Assert.Equal((2, 3), (list.Rows.Single().Row, list.Rejected.Single().Row));
    }

    [Fact]
    public void Errors_in_every_cell_of_a_full_list_are_told_in_one_pass()
    {
        var row = string.Join(';', Enumerable.Repeat("#N/A", Headers.Length));
        var list = CsvTable.Read(Encoding.UTF8.GetBytes(GivenSheet.Headers + "\n" + string.Concat(Enumerable.Repeat(row + "\n", 50_000))), ListForm.Lines);
        Assert.Equal(50_000 * Headers.Length, list.Rejected.Count);
    }

    [Fact]
    public void A_table_of_quotes_that_never_close_is_read_in_one_pass()
    {
        var row = string.Join(';', With(7, "\"ouvert"));
        var list = CsvTable.Read(Encoding.UTF8.GetBytes(GivenSheet.Headers + "\n" + string.Concat(Enumerable.Repeat(row + "\n", 50_000))), ListForm.Lines);
        Assert.Equal(50_000, list.Rejected.Count);
    }

    private static string[] With(int column, string cell) => [.. Good[..column], cell, .. Good[(column + 1)..]];

    private static ReadTable<ListColumn, ListRow>[] Both(string[] row) =>
        [CsvTable.Read(Csv([Headers, row]), ListForm.Lines), XlsxTable.Read(Xlsx([Headers, row]), ListForm.Lines)];

    private static void Faulty(string[] row, string column, string code) => Assert.All(Both(row), list =>
    {
        Assert.Empty(list.Rows);
        Assert.Equal((2, column, code), (list.Rejected.Single().Row, list.Rejected.Single().Column, list.Rejected.Single().Code));
    });

    private static string Compared(byte[] file)
    {
        var terms = GivenYear.Terms(null) with { Units = new Dictionary<string, int> { ["heure"] = 60 } };
        var agreement = new AgreementYears([(new DateOnly(2014, 9, 1), terms)], null);
        var list = TableFile.Read(file, null, Reconciled.Of("HETS-HG", "HETS", "HG", agreement));
        Assert.Empty(list.Rejected);
        return (list.Rows.Single() with { Number = 0 }).ToString();
    }

    private static byte[] Csv(IEnumerable<string[]> rows) => Encoding.UTF8.GetBytes(string.Join("\r\n", rows.Select(row => string.Join(
        ';', row.Select(cell => cell.AsSpan().IndexOfAny("\"\r\n;") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")))));

    private static byte[] Xlsx(IEnumerable<string[]> rows) => GivenSheet.Write(rows.Select(row => row.Select(cell => (object?)cell).ToArray()));
}
