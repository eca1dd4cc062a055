using HourExchange.Interventions.Lines.Importing;
using HourExchange.Plumbing.Tables;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Interventions.Lines.Importing;

/// <summary>
/// A workbook that a spreadsheet program wrote. Made with LibreOffice 7.4.7.2 (Debian 12) from samples/hets-hg-2014-2015.csv:
/// <c>soffice --headless --convert-to xlsx --infilter='CSV:59,34,76,1,,1036,false,true' FILE</c>, that is semicolons, UTF-8, French
/// numbers, dates recognised: its dates are days since 1899-12-30 and its quantities are numbers.
/// </summary>
public sealed class LibreOfficeListTests
{
    internal static byte[] File { get; } = System.IO.File.ReadAllBytes(
        Path.Combine(Repository.Root, "tests", "Interventions", "Lines", "Importing", "hets-hg-2014-2015.libreoffice.xlsx"));

    [Fact]
    public void A_list_saved_by_LibreOffice_has_the_lines_of_its_CSV()
    {
        var csv = CsvTable.Read(System.IO.File.ReadAllBytes(Path.Combine(Repository.Root, "samples", "hets-hg-2014-2015.csv")), ListForm.Lines);
        var xlsx = XlsxTable.Read(File, ListForm.Lines);
        Assert.Equal(412, csv.Rows.Count);
        Assert.Equal(csv.Rows, xlsx.Rows);
        Assert.Equal(csv.ColumnNames, xlsx.ColumnNames);
        Assert.Empty(xlsx.Rejected);
    }

    [Fact]
    public void A_damaged_workbook_is_refused_or_read_and_nothing_else()
    {
        var random = new Random(20150106);
        for (var round = 0; round < 400; round++)
        {
            var damaged = File.AsSpan(0, round % 4 == 0 ? random.Next(4, File.Length) : File.Length).ToArray();
            for (var flips = random.Next(1, 12); flips > 0; flips--)
            {
                // The end holds the table of contents: damage there is met by other code than damage in the parts.
                var from = flips % 2 == 0 ? 4 : Math.Max(4, damaged.Length - 1200);
                damaged[random.Next(from, damaged.Length)] = (byte)random.Next(256);
            }

            var list = XlsxTable.Read(damaged, ListForm.Lines);
            Assert.True(list.FileFault is not null || list.Rows.Count + list.Rejected.Count > 0);
        }
    }
}
