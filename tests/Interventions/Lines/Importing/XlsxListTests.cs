using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Interventions.Lines.Importing;
using HourExchange.Plumbing.Tables;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Interventions.Lines.Importing;

public sealed class XlsxListTests
{
    private static readonly ListedLine Good = Given.Line() with { Quantity = 1.5m, Title = "Budget" };

    [Theory]
    [InlineData("1.5", 1.5)]
    [InlineData("0.30000000000000004", 0.3)]
    [InlineData("1.7499999999999998", 1.75)]
    [InlineData("2", 2)]
    [InlineData("7.5E-1", 0.75)]
    public void A_number_is_the_decimal_that_people_see(string stored, double expected) =>
        Assert.Equal((decimal)expected, Line(GivenSheet.Row(2, ('I', $"""<c r="I2" s="4"><v>{stored}</v></c>"""))).Quantity);

    [Theory]
    [InlineData(1, "41913")]
    [InlineData(2, "41913.604166666664")]
    [InlineData(5, "41913")]
    public void A_date_cell_is_its_day(int style, string stored) =>
        Assert.Equal(new DateOnly(2014, 10, 1), Line(GivenSheet.Row(2, ('B', $"""<c r="B2" s="{style}"><v>{stored}</v></c>"""))).Date);

    [Fact]
    public void A_workbook_of_the_1904_system_has_the_same_days() =>
        Assert.Equal(new DateOnly(2014, 10, 1), Line(GivenSheet.Below(GivenSheet.Row(2, ('B', """<c r="B2" s="1"><v>40451</v></c>""")), since1904: true)).Date);

    [Fact]
    public void A_date_in_ISO_form_is_a_date() =>
        Assert.Equal(new DateOnly(2014, 10, 1), Line(GivenSheet.Row(2, ('B', """<c r="B2" t="d"><v>2014-10-01T00:00:00</v></c>"""))).Date);

    [Theory]
    [InlineData("0", "41913")]
    [InlineData("4", "41913")]
    [InlineData("1", "60")]
    [InlineData("1", "-3")]
    [InlineData("1", "1E+20")]
    [InlineData("3", "41913")]
    public void A_number_that_is_no_date_is_refused(string style, string stored) =>
        Assert.Equal((2, "Date", "date-invalid"), Fault(GivenSheet.Row(2, ('B', $"""<c r="B2" s="{style}"><v>{stored}</v></c>"""))));

    [Theory]
    [InlineData("1", "41913")]
    [InlineData("1", "2")]
    [InlineData("3", "0.25")]
    [InlineData("6", "0.5")]
    [InlineData("7", "1")]
    [InlineData("0", "1E+40")]
    [InlineData("0", "NaN")]
    public void A_quantity_shown_as_a_date_or_a_time_is_refused(string style, string stored) =>
        Assert.Equal((2, "Quantité", "quantity-invalid"), Fault(GivenSheet.Row(2, ('I', $"""<c r="I2" s="{style}"><v>{stored}</v></c>"""))));

    [Theory]
    [InlineData("1", true)]
    [InlineData("0", false)]
    public void A_boolean_is_an_answer(string stored, bool expected) =>
        Assert.Equal(expected, Line(GivenSheet.Row(2, ('L', $"""<c r="L2" t="b"><v>{stored}</v></c>"""))).EmployerInformed);

    [Fact]
    public void A_formula_counts_by_its_result()
    {
        var line = Line(GivenSheet.Row(
            2, ('H', """<c r="H2" t="str"><f>"Bud"&amp;"get"</f><v>Budget</v></c>"""), ('I', """<c r="I2"><f>3/2</f><v>1.5</v></c>""")));
        Assert.Equal(Good, line);
        Assert.Equal((2, "Quantité", "quantity-invalid"), Fault(GivenSheet.Row(2, ('I', """<c r="I2"><f>3/2</f></c>"""))));
        Assert.Equal((2, "Quantité", "quantity-invalid"), Fault(GivenSheet.Row(2, ('I', """<c r="I2" t="e"><f>3/0</f><v>#DIV/0!</v></c>"""))));
    }

    [Fact]
    public void A_rich_text_is_read_without_its_reading_aids() =>
        Assert.Equal("Budget · suite", Line(GivenSheet.Below(
            GivenSheet.Row(2, ('H', """<c r="H2" t="s"><v>1</v></c>""")),
            """<si><t>x</t></si><si><r><t>Budget</t></r><r><rPr><b/></rPr><t xml:space="preserve"> · suite</t></r><rPh sb="0" eb="1"><t>aid</t></rPh></si>""")).Title);

    [Theory]
    [InlineData("a_x000A_b", "a\nb")]
    [InlineData("a_x005F_x000A_b", "a_x000A_b")]
    [InlineData("a_x0000_b", "a_x0000_b")]
    [InlineData("a_xD800_b", "a_xD800_b")]
    [InlineData("E\u0301te\u0301 ", "Été")]
    public void Text_is_read_as_it_was_meant(string stored, string expected) =>
        Assert.Equal(expected, Line(GivenSheet.Row(2, ('H', GivenSheet.Inline("H2", stored)))).Title);

    [Fact]
    public void The_references_decide_where_a_cell_stands()
    {
        var sparse = GivenSheet.Row(2, ('H', ""), ('K', ""), ('L', ""));
        Assert.Equal(Good with { Title = "", Sourcing = null, EmployerInformed = null }, Line(sparse));
        var withoutReferences = System.Text.RegularExpressions.Regex.Replace(GivenSheet.Row(2), " r=\"[A-Z]?2\"", "");
        Assert.Equal(Good, Line(withoutReferences));
    }

    [Fact]
    public void Rows_have_the_numbers_of_the_sheet()
    {
        var list = XlsxTable.Read(GivenSheet.Package(
            """<row r="1"><c r="A1" s="1"/></row>""" + GivenSheet.HeaderRow(3) + """<row r="4" hidden="1"/>""" + GivenSheet.Row(7) + GivenSheet.Row(9, ('J', "")) + """<row r="1048576"><c r="XFD1048576" s="1"/></row>"""), ListForm.Lines);
        Assert.Equal(7, list.Rows.Single().Row);
        Assert.Equal(new RejectedRow(9, "Unité", "cell-empty", "The cell is empty."), list.Rejected.Single());
    }

    [Theory]
    [InlineData("M2")]
    [InlineData("BM2")]
    [InlineData("XFD2")]
    public void A_row_with_more_cells_than_the_header_is_refused(string reference) =>
        Assert.Equal((2, "", "row-too-long"), Fault(GivenSheet.Row(2, ('L', GivenSheet.Inline("L2", "oui") + GivenSheet.Inline(reference, "x")))));

    [Fact]
    public void Empty_cells_beside_the_header_are_no_columns() =>
        Assert.Equal(Good, Line(GivenSheet.Row(2, ('L', GivenSheet.Inline("L2", "oui") + """<c r="M2" s="1"/>""" + GivenSheet.Inline("N2", " ")))));

    [Fact]
    public void The_first_visible_sheet_is_read()
    {
        const string Second = """<sheet name="Liste" sheetId="2" r:id="rId2"/>""";
        var second = GivenSheet.HeaderRow(1) + GivenSheet.Row(2);
        foreach (var hidden in new[] { """<sheet name="Codes" sheetId="1" state="hidden" r:id="rId1"/>""", """<sheet name="Codes" sheetId="1" state="veryHidden" r:id="rId1"/>""" })
        {
            Assert.Equal(Good, Line(GivenSheet.Package(GivenSheet.Inline("A1", "x"), sheets: hidden + Second, secondSheetData: second)));
            Assert.Equal("file-empty", XlsxTable.Read(GivenSheet.Package(second, sheets: hidden), ListForm.Lines).FileFault);
        }
    }

    [Fact]
    public void A_list_has_at_most_100_000_lines()
    {
        Assert.Equal(Good, Line(GivenSheet.Row(100_001)));
        var list = XlsxTable.Read(GivenSheet.Below(GivenSheet.Row(100_002)), ListForm.Lines);
        Assert.Equal(("file-too-long", 100_002), (list.FileFault, list.Rejected.Single().Row));
    }

    [Fact]
    public void A_workbook_in_the_strict_form_is_read_too()
    {
        using var archive = new ZipArchive(new MemoryStream(GivenSheet.Below(GivenSheet.Row(2, ('B', """<c r="B2" s="1"><v>41913</v></c>""")))));
        var strict = GivenSheet.Zip([.. archive.Entries.Select(entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return (entry.FullName, reader.ReadToEnd()
                .Replace("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main", StringComparison.Ordinal)
                .Replace("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships", StringComparison.Ordinal));
        })]);
        Assert.Equal(Good, Line(strict));
    }

    [Fact]
    public void Parts_are_the_same_in_whichever_case_they_are_called()
    {
        Assert.Equal(Good, Line(Recased(GivenSheet.Below(GivenSheet.Row(2)), name => name.Replace("xl/s", "xl/S", StringComparison.Ordinal))));
        var more = Enumerable.Range(1, 201).Select(number => ($"xl/part{number}.xml", "<x/>")).ToArray();
        var many = Recased(GivenSheet.Below(GivenSheet.Row(2), more: more), name => name.Replace("xl/p", "xl/P", StringComparison.Ordinal), string.Concat(
            more.Select(part => $"""<Override PartName="/{part.Item1}" ContentType="application/xml"/>""")));
        Assert.Equal("file-not-xlsx", XlsxTable.Read(many, ListForm.Lines).FileFault);
    }

    /// <param name="listed">More in the list of types.</param>
    private static byte[] Recased(byte[] file, Func<string, string> rename, string listed = "")
    {
        using var archive = new ZipArchive(new MemoryStream(file));
        return GivenSheet.Zip([.. archive.Entries.Select(entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return (rename(entry.FullName), reader.ReadToEnd().Replace("</Types>", listed + "</Types>", StringComparison.Ordinal));
        })]);
    }

    [Theory]
    [InlineData("x/_rels/1.xml.rels")]
    [InlineData("xl/_rels/sheet1.xml.rels")]
    public void A_link_that_is_no_address_keeps_no_line_out(string place)
    {
        var list = XlsxTable.Read(GivenSheet.Below(GivenSheet.Row(2), more:
        [
            ("x/1.xml", "<x/>"),
            (place, GivenSheet.Relationships("""<Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" TargetMode="External" Target="http://[x"/>""")),
        ]), ListForm.Lines);
        Assert.Null(list.FileFault);
        Assert.Single(list.Rows);
    }

    public static TheoryData<string, byte[]> BadFiles => new()
    {
        { "file-empty", [] },
        { "file-not-xlsx", [0x50, 0x4B, 0x03, 0x04, 0x00, 0x00] },
        { "file-not-xlsx", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] },
        { "file-not-xlsx", Given.Csv(Given.Row()) },
        { "file-not-xlsx", GivenSheet.Zip(("content.xml", "<office/>")) },
        { "file-not-xlsx", GivenSheet.Zip(("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>")) },
        { "file-not-xlsx", GivenSheet.Package("<row") },
        { "file-not-xlsx", GivenSheet.Package("", prologue: "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\">]>") },
        { "file-not-xlsx", GivenSheet.Below(GivenSheet.Row(1)) },
        { "file-not-xlsx", GivenSheet.Below(GivenSheet.Row(2, ('C', GivenSheet.Inline("A2", "HG")))) },
        { "file-not-xlsx", GivenSheet.Below(GivenSheet.Row(2, ('C', GivenSheet.Inline("XFE2", "HG")))) },
        { "file-not-xlsx", GivenSheet.Below(GivenSheet.Row(2, ('H', """<c r="H2" t="s"><v>1</v></c>"""))) },
        { "file-not-xlsx", GivenSheet.Below("""<row r="1048577"/>""") },
        { "file-empty", GivenSheet.Package("", sheets: "") },
        { "file-empty", GivenSheet.Package("") },
        { "file-empty", GivenSheet.Package("""<row r="1"><c r="A1" s="1"/></row>""") },
        { "file-without-rows", GivenSheet.Below("") },
        { "header-unknown", GivenSheet.Package("<row>" + GivenSheet.Inline("A1", "Titre de la liste") + "</row>") },
        { "header-missing", GivenSheet.Package("<row>" + GivenSheet.Inline("A1", "Date") + "</row>") },
        { "header-twice", GivenSheet.Package("<row>" + GivenSheet.Inline("A1", "Date") + GivenSheet.Inline("B1", "Datum") + "</row>") },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void A_file_that_is_no_list_is_told_so(string code, byte[] file)
    {
        var list = XlsxTable.Read(file, ListForm.Lines);
        Assert.Equal(code, list.FileFault);
        Assert.Equal(code, list.Rejected.Single().Code);
        Assert.Empty(list.Rows);
    }

    [Theory]
    [InlineData("xl/sheet1.xml", 200 * 1024 * 1024)]
    [InlineData("xl/shared.xml", 200 * 1024 * 1024)]
    [InlineData("xl/_rels/workbook.xml.rels", 4 * 1024 * 1024)]
    public void A_small_file_that_unpacks_to_a_large_one_is_refused_unopened(string part, int limitBytes)
    {
        var file = Padded(part, limitBytes);
        Assert.True(file.Length < 4 * 1024 * 1024);
        Assert.Equal("file-too-large-inside", XlsxTable.Read(file, ListForm.Lines).FileFault);
    }

    [Theory]
    [InlineData(32_767, null)]
    [InlineData(600_000, "file-too-large-inside")]
    public void A_text_is_no_longer_than_a_cell_takes(int length, string? code) =>
        Assert.Equal(code, XlsxTable.Read(GivenSheet.Below(GivenSheet.Row(2), $"<si><t>{new string('é', length)}</t></si>"), ListForm.Lines).FileFault);

    [Fact]
    public void Nobody_reads_on_for_a_request_that_has_ended() =>
        Assert.Throws<OperationCanceledException>(() => XlsxTable.Read(GivenSheet.Below(GivenSheet.Row(2)), ListForm.Lines, new CancellationToken(canceled: true)));

    [Theory]
    [InlineData(997, null)]
    [InlineData(998, "file-too-large-inside")]
    public void A_workbook_whose_parts_lead_from_one_to_the_next_is_followed_so_far(int parts, string? code)
    {
        // With [Content_Types].xml and the two tables of any workbook, 1,000 and 1,001 tables of contents.
        var chain = Enumerable.Range(0, parts).SelectMany(index => new[]
        {
            ($"chain/{index}.xml", "<x/>"),
            ($"chain/_rels/{index}.xml.rels", GivenSheet.Relationships($"""<Relationship Id="r" Type="urn:x" Target="{index + 1}.xml"/>""")),
        });
        Assert.Equal(code, XlsxTable.Read(GivenSheet.Below(GivenSheet.Row(2), more: [.. chain, ($"chain/{parts}.xml", "<x/>")]), ListForm.Lines).FileFault);
    }

    [Fact]
    public void A_part_gives_no_more_than_the_size_it_declares()
    {
        var good = GivenSheet.Below(GivenSheet.Row(2));
        Assert.Null(XlsxTable.Read(good, ListForm.Lines).FileFault);
        Assert.Equal("file-not-xlsx", XlsxTable.Read(WithDeclaredSize(good, "xl/sheet1.xml", 100), ListForm.Lines).FileFault);
    }

    [Fact]
    public void A_workbook_has_at_most_two_million_texts() =>
        Assert.Equal("file-too-large-inside", XlsxTable.Read(GivenSheet.Below("", new StringBuilder().Insert(0, "<si/>", 2_000_001).ToString()), ListForm.Lines).FileFault);

    [Fact]
    public void A_zip_is_read_as_a_workbook_whatever_was_declared_and_a_declared_workbook_is_read_as_one()
    {
        var workbook = GivenSheet.Below(GivenSheet.Row(2));
        foreach (var type in new[] { null, "", "text/csv", "application/octet-stream", "not a type", TableFile.XlsxType, TableFile.XlsxType.ToUpperInvariant() + "; charset=binary" })
        {
            Assert.Equal(Good, TableFile.Read(workbook, type, ListForm.Lines).Rows.Single().Line);
        }

        foreach (var type in new[] { null, "text/csv; charset=utf-8", "text/plain", "application/octet-stream" })
        {
            Assert.Single(TableFile.Read(Given.Csv(Given.Row()), type, ListForm.Lines).Rows);
        }

        Assert.Equal("file-not-xlsx", TableFile.Read(Given.Csv(Given.Row()), TableFile.XlsxType, ListForm.Lines).FileFault);
        Assert.Equal("file-not-xlsx", TableFile.Read(new byte[] { 0xD0, 0xCF, 0x11, 0xE0 }, "application/vnd.ms-excel", ListForm.Lines).FileFault);
    }

    private static ListedLine Line(string row) => Line(GivenSheet.Below(row));

    private static ListedLine Line(byte[] file)
    {
        var list = XlsxTable.Read(file, ListForm.Lines);
        Assert.Empty(list.Rejected);
        return list.Rows.Single().Line;
    }

    private static (int Row, string Column, string Code) Fault(string row)
    {
        var fault = XlsxTable.Read(GivenSheet.Below(row), ListForm.Lines).Rejected.Single();
        return (fault.Row, fault.Column, fault.Code);
    }

    private static byte[] Padded(string part, int bytes)
    {
        using var file = new MemoryStream();
        file.Write(GivenSheet.Below(GivenSheet.Row(2)));
        using (var archive = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            archive.GetEntry(part)!.Delete();
            using var entry = archive.CreateEntry(part, CompressionLevel.Fastest).Open();
            var spaces = new byte[1024 * 1024];
            spaces.AsSpan().Fill((byte)' ');
            for (var written = 0; written <= bytes; written += spaces.Length)
            {
                entry.Write(spaces);
            }
        }

        return file.ToArray();
    }

    /// <summary>The same archive, lying about the size of one entry in its central directory (PKWARE APPNOTE, 4.3.12).</summary>
    private static byte[] WithDeclaredSize(byte[] file, string part, uint bytes)
    {
        var name = file.AsSpan().LastIndexOf(Encoding.ASCII.GetBytes(part));
        var changed = file.ToArray();
        Assert.Equal((ReadOnlySpan<byte>)[0x50, 0x4B, 0x01, 0x02], changed.AsSpan(name - 46, 4));
        BinaryPrimitives.WriteUInt32LittleEndian(changed.AsSpan(name - 46 + 24), bytes);
        return changed;
    }
}
