using System.Globalization;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Ledger;
using HourExchange.Plumbing.Receiving;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Plumbing.Sheets.Workbooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.VisualBasic.FileIO;

namespace HourExchange.Tests.Reporting.Reports;

/// <summary>Every printed total, read again by another program, is the sum of its printed lines and what the ledger itself says.</summary>
[Trait("needs", "servers")]
public sealed class PrintedTotalsTests(House house) : IClassFixture<House>
{
    private static readonly string[] Institutions = ["HETS", "HG", "ISSM", "CG68"];
    private static readonly string[] Domains = ["formation-de-base", "promotion", "formation-continue"];
    private static readonly string[] Natures = ["cours", "td", "accompagnement"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Of_a_generated_network(int seed)
    {
        var random = new Random(seed);
        var book = $"NETWORK-{seed}";
        var parties = Institutions.Take(2 + (seed % 3)).ToArray();
        var lines = Enumerable.Range(1, 60 + random.Next(120)).Select(number => Confirmed(random, book, parties, number)).ToList();
        await Given.AgreementInForce(house, book, parties);
        var post = (await house.Start(LedgerService.Host)).Services.GetRequiredService<IBatchHandler<InterventionConfirmed>>();
        await post.Handle([.. lines.Select(line => new Received<InterventionConfirmed>(Guid.CreateVersion7(), line))], default);
        var reader = await house.As(parties[0], "finance");
        await Eventually.Equal(lines.Count, async () =>
            (await reader.AskReporting($"reports/yearly/{book}/2014-2015")) is { Status: 200 } reply ? reply["complete"].GetProperty("postings").GetInt32() : 0);

        var report = (await reader.AskReporting($"reports/yearly/{book}/2014-2015")).Is(200);
        var ledger = (await reader.AskLedger($"books/{book}/balance?asOf=2015-08-31")).Is(200)["balances"].EnumerateArray()
            .ToDictionary(balance => balance.GetProperty("institution").GetString()!, balance => balance.GetProperty("minutes").GetInt64());
        foreach (var party in parties)
        {
            var given = lines.Where(line => line.LendingInstitution == party).Sum(line => (long)line.CreditedMinutes);
            var received = lines.Where(line => line.ReceivingInstitution == party).Sum(line => (long)line.CreditedMinutes);
            Assert.Equal(given - received, ledger[party]);
            Assert.Equal(given, (await Totals($"reports/yearly/{book}/2014-2015?format=csv&dialect=rfc4180&table=annex", reader))[$"credited-{party}Minutes"]);
            foreach (var table in (string[])["natures", "domains"])
            {
                Assert.Equal(given, (await Totals($"reports/yearly/{book}/2014-2015?format=csv&dialect=rfc4180&table={table}", reader))[$"gives-{party}Minutes"]);
            }

            if (report["institutions"].EnumerateArray().FirstOrDefault(row => row.GetProperty("institution").GetString() == party) is { ValueKind: not System.Text.Json.JsonValueKind.Undefined } figures)
            {
                Assert.Equal((given, received), (figures.GetProperty("given").GetInt64(), figures.GetProperty("received").GetInt64()));
            }
        }

        if (parties.Length == 2)
        {
            Assert.Equal(ledger[parties[0]], (await Totals($"reports/balance?agreement={book}&year=2014-2015&format=csv&dialect=rfc4180", reader))["closingMinutes"]);
        }

        foreach (var path in (string[])[$"reports/yearly/{book}/2014-2015?", $"reports/balance?agreement={book}&year=2014-2015&", $"reports/tariff?agreement={book}&year=2014-2015&"])
        {
            Assert.NotEqual(0, await AddsUpAsPage(path, reader));
            Assert.NotEqual(0, await AddsUpAsWorkbook(path, reader));
        }
    }

    /// <summary>The totals of a CSV by the codes of its columns; each is the sum of the lines.</summary>
    private static async Task<Dictionary<string, decimal>> Totals(string path, Institution reader)
    {
        using var parser = new TextFieldParser(new StringReader((await reader.AskReporting(path)).Is(200).Text)) { Delimiters = [","], TextFieldType = FieldType.Delimited };
        var header = parser.ReadFields()!;
        var rows = new List<string[]>();
        while (parser.ReadFields() is { } row)
        {
            rows.Add(row);
        }

        static decimal? Number(string text) => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;
        var total = rows.Single(row => row[0] == "total");
        var totals = header.Index().Skip(3).Where(column => Number(total[column.Index]) is not null).ToDictionary(column => column.Item, column => Number(total[column.Index])!.Value);
        Assert.All(totals, sum => Assert.Equal(sum.Value, rows.Where(row => row[0] == "line").Sum(row => Number(row[Array.IndexOf(header, sum.Key)]) ?? 0)));
        return totals;
    }

    /// <returns>How many totals were found; each is the sum of the cells above it.</returns>
    private static async Task<int> AddsUpAsPage(string path, Institution reader)
    {
        static decimal? Number(IElement cell)
        {
            var text = cell.TextContent.Trim().Replace('\u2212', '-').Replace("\u2019", "", StringComparison.Ordinal).Replace("\u00A0", "", StringComparison.Ordinal);
            return text.Split(':') is [var hours, var minutes]
                ? (hours.StartsWith('-') ? -1 : 1) * ((60 * Math.Abs(decimal.Parse(hours, CultureInfo.InvariantCulture))) + decimal.Parse(minutes, CultureInfo.InvariantCulture))
                : decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;
        }

        var page = new HtmlParser().ParseDocument(Encoding.UTF8.GetString((await reader.AskReporting($"{path}format=html")).Is(200).Bytes));
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
    private static async Task<int> AddsUpAsWorkbook(string path, Institution reader)
    {
        using var workbook = new ReadWorkbook((await reader.AskReporting($"{path}format=xlsx")).Is(200).Bytes);
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

    private static InterventionConfirmed Confirmed(Random random, string book, string[] parties, int number)
    {
        var lender = random.Next(parties.Length);
        var receiver = (lender + 1 + random.Next(parties.Length - 1)) % parties.Length;
        var minutes = 15 * (1 + random.Next(32));
        return Given.Confirmed(book: book, lender: parties[lender], receiver: parties[receiver], credited: minutes) with
        {
            Parties = parties,
            LendingReference = $"{book}-{number}",
            Domain = Domains[random.Next(Domains.Length)],
            Nature = Natures[random.Next(Natures.Length)],
            Date = new DateOnly(2014, 9, 1).AddDays(random.Next(365)),
            TaughtMinutes = minutes,
            Keys = [new TurnedKey(parties[lender], "a", DateTimeOffset.UnixEpoch, false), new TurnedKey(parties[receiver], "b", DateTimeOffset.UnixEpoch, random.Next(5) == 0)],
        };
    }
}
