using System.Globalization;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Plumbing.Sheets.Workbooks;
using Microsoft.VisualBasic.FileIO;

namespace HourExchange.Tests.Plumbing.Sheets;

/// <summary>Every printed sum, read again by another program, is that of the lines printed above it.</summary>
internal static class PrintedSums
{
    /// <summary>The rows of a CSV by the codes of its columns.</summary>
    public static IReadOnlyList<Dictionary<string, string>> RowsOfCsv(string file)
    {
        using var parser = new TextFieldParser(new StringReader(file)) { Delimiters = [","], TextFieldType = FieldType.Delimited };
        var header = parser.ReadFields()!;
        var rows = new List<Dictionary<string, string>>();
        while (parser.ReadFields() is { } row)
        {
            rows.Add(header.Zip(row).ToDictionary(cell => cell.First, cell => cell.Second));
        }

        return rows;
    }

    /// <summary>The totals of a CSV by the codes of its columns; each is the sum of the lines.</summary>
    public static Dictionary<string, decimal> OfCsv(string file)
    {
        var rows = RowsOfCsv(file);
        static decimal? Number(string text) => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;
        var totals = rows.Single(row => row["kind"] == "total").Skip(3).Where(cell => Number(cell.Value) is not null).ToDictionary(cell => cell.Key, cell => Number(cell.Value)!.Value);
        Assert.All(totals, sum => Assert.Equal(sum.Value, rows.Where(row => row["kind"] == "line").Sum(row => Number(row[sum.Key]) ?? 0)));
        return totals;
    }

    /// <returns>How many totals were found; each is the sum of the cells above it.</returns>
    public static int OfPage(byte[] file)
    {
        static decimal? Number(IElement cell)
        {
            var text = cell.TextContent.Trim().Replace('\u2212', '-').Replace("\u2019", "", StringComparison.Ordinal).Replace("\u00A0", "", StringComparison.Ordinal);
            return text.Split(':') is [var hours, var minutes]
                ? (hours.StartsWith('-') ? -1 : 1) * ((60 * Math.Abs(decimal.Parse(hours, CultureInfo.InvariantCulture))) + decimal.Parse(minutes, CultureInfo.InvariantCulture))
                : decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;
        }

        var page = new HtmlParser().ParseDocument(Encoding.UTF8.GetString(file));
        var found = 0;
        foreach (var table in page.QuerySelectorAll("table"))
        {
            var (lines, group) = (new List<IElement>(), new List<IElement>());
            foreach (var row in table.QuerySelectorAll("tbody tr, tfoot tr"))
            {
                var isTotal = row.ParentElement!.LocalName == "tfoot";
                if (isTotal || row.ClassList.Contains("sum"))
                {
                    foreach (var (index, cell) in row.Children.Index().Where(cell => cell.Item.ClassList.Contains("n") && Number(cell.Item) is not null))
                    {
                        found++;
                        Assert.Equal(Number(cell), (isTotal ? lines : group).Sum(line => Number(line.Children[index]) ?? 0));
                    }
                }
                else if (row.QuerySelector(".group") is not null)
                {
                    group.Clear();
                }
                else
                {
                    lines.Add(row);
                    group.Add(row);
                }
            }
        }

        return found;
    }

    /// <returns>How many formulas were found; each computes again to the value kept with it.</returns>
    public static int OfWorkbook(byte[] file)
    {
        using var workbook = new ReadWorkbook(file);
        Assert.Empty(new DocumentFormat.OpenXml.Validation.OpenXmlValidator().Validate(workbook.Document).Select(fault => $"{fault.Path?.XPath}: {fault.Description}"));
        var found = 0;
        foreach (var cells in Enumerable.Range(1, workbook.Names.Count - 1).Select(workbook.Cells))
        {
            foreach (var sum in cells.Values.Where(cell => cell.CellFormula?.Text.StartsWith("SU", StringComparison.Ordinal) == true))
            {
                found++;
                Assert.Equal(ReadWorkbook.Number(sum)!.Value, ReadWorkbook.Computed(cells, sum), 9);
            }
        }

        return found;
    }

    /// <returns>How many formulas were found; each is computed by LibreOffice, from its cells alone, to the value kept with it.</returns>
    public static async Task<int> OfLibreOffice(byte[] file)
    {
        using var workbook = new ReadWorkbook(file);
        var computed = await LibreOffice.Computed(file);
        Assert.Equal(workbook.Names, computed.Keys.OrderBy(name => workbook.Names.Index().First(one => one.Item == name).Index));
        var found = 0;
        foreach (var (index, name) in workbook.Names.Index())
        {
            using var parser = new TextFieldParser(new StringReader(computed[name])) { Delimiters = [","], TextFieldType = FieldType.Delimited, TrimWhiteSpace = false };
            var rows = new List<string[]>();
            while (parser.ReadFields() is { } row)
            {
                rows.Add(row);
            }

            foreach (var (reference, cell) in workbook.Cells(index).Where(cell => cell.Value.CellFormula is not null))
            {
                found++;
                var column = reference.TrimEnd("0123456789".ToCharArray()).Aggregate(0, (sum, letter) => (26 * sum) + letter - 'A' + 1) - 1;
                var row = int.Parse(reference.TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ".ToCharArray()), CultureInfo.InvariantCulture) - 1;
                Assert.Equal(ReadWorkbook.Number(cell)!.Value, double.Parse(rows[row][column], CultureInfo.InvariantCulture), 9);
            }
        }

        return found;
    }
}
