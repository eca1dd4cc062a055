using System.Text;
using HourExchange.Interventions.Lines.Importing;
using HourExchange.Plumbing.Tables;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Interventions.Lines.Importing;

public sealed class CsvListTests
{
    private const string English = "Reference,Date,Lending institution,Receiving institution,Contributor,Domain,Nature,Title,Quantity,Unit,Sourcing,Employer informed\n";

    [Fact]
    public void French_and_English_dialects_give_the_same_line()
    {
        var french = CsvTable.Read(Given.Csv(Given.Row()), ListForm.Lines);
        var english = CsvTable.Read(Encoding.UTF8.GetBytes(English + "L-1,2014-10-01,HG,HETS,HG-031,formation-de-base,cours,Budget et désendettement,1.5,heure,direct,yes\n"), ListForm.Lines);
        Assert.Empty(french.Rejected);
        Assert.Equal(Given.Line() with { Quantity = 1.5m }, french.Rows.Single().Line);
        Assert.Equal(french.Rows.Single().Line, english.Rows.Single().Line);
    }

    [Theory]
    [InlineData("Intervenant·e", "Mitwirkende")]
    [InlineData("Institution d'origine", "Institution d’origine")]
    [InlineData("Référence", "RÉFÉRENCE ")]
    public void Headers_go_by_several_names(string header, string other) =>
        Assert.Single(CsvTable.Read(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Given.Csv(Given.Row())).Replace(header, other, StringComparison.Ordinal)), ListForm.Lines).Rows);

    [Fact]
    public void Decomposed_letters_are_the_same_letters()
    {
        var text = Encoding.UTF8.GetString(Given.Csv(Given.Row("É-1 ïçñ")));
        foreach (var (composed, decomposed) in new[] { ("é", "e\u0301"), ("É", "E\u0301"), ("ï", "i\u0308"), ("ç", "c\u0327"), ("ñ", "n\u0303") })
        {
            text = text.Replace(composed, decomposed, StringComparison.Ordinal);
        }

        var draft = CsvTable.Read(Encoding.UTF8.GetBytes(text), ListForm.Lines).Rows.Single().Line;
        Assert.Equal(("É-1 ïçñ", "Budget et désendettement"), (draft.Reference, draft.Title));
    }

    [Fact]
    public void A_quoted_cell_may_hold_the_separator_and_a_line_break()
    {
        var list = CsvTable.Read(Given.Csv(Given.Row().Replace("Budget et désendettement", "\"Budget; suite\"", StringComparison.Ordinal)), ListForm.Lines);
        Assert.Equal("Budget; suite", list.Rows.Single().Line.Title);
    }

    [Fact]
    public void Every_unreadable_cell_is_named_by_row_and_column()
    {
        var list = CsvTable.Read(Given.Csv(Given.Row(), Given.Row(date: "31.02.2015", quantity: "beaucoup"), Given.Row(unit: "")), ListForm.Lines);
        Assert.Equal(
            [(3, "Date", "date-invalid"), (3, "Quantité", "quantity-invalid"), (4, "Unité", "cell-empty")],
            list.Rejected.Select(row => (row.Row, row.Column, row.Code)));
        Assert.Single(list.Rows);
    }

    [Fact]
    public void Blank_rows_are_passed_over_and_counted()
    {
        var list = CsvTable.Read(Given.Csv(Given.Row(), ";;;;;;;;;;;", Given.Row(quantity: "x")), ListForm.Lines);
        Assert.Equal(4, list.Rejected.Single().Row);
    }

    public static TheoryData<string, byte[]> BadFiles => new()
    {
        { "file-empty", [] },
        { "file-not-utf8", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A] },
        { "file-not-utf8", Encoding.Latin1.GetBytes("Référence;Date") },
        { "file-not-csv", [0x50, 0x4B, 0x03, 0x04, 0x00, 0x00] },
        { "file-not-csv", Encoding.UTF8.GetBytes("{\"lines\": []}") },
        { "header-unknown", Encoding.UTF8.GetBytes("Référence;Jour\n1;2\n") },
        { "header-twice", Encoding.UTF8.GetBytes("Date;Datum\n1;2\n") },
        { "header-missing", Encoding.UTF8.GetBytes("Référence;Date\n1;01.10.2014\n") },
        { "file-without-rows", Given.Csv() },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void A_file_that_is_no_list_is_told_so(string code, byte[] file)
    {
        var list = CsvTable.Read(file, ListForm.Lines);
        Assert.Equal(code, list.FileFault);
        Assert.Equal(code, list.Rejected.Single().Code);
        Assert.Empty(list.Rows);
    }

    [Fact]
    public void A_row_with_more_cells_than_the_header_is_refused() =>
        Assert.Equal("row-too-long", CsvTable.Read(Given.Csv(Given.Row() + ";x"), ListForm.Lines).Rejected.Single().Code);
}
