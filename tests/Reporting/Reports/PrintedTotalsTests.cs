using HourExchange.Contracts.Interventions.V1;
using HourExchange.Ledger;
using HourExchange.Plumbing.Receiving;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Plumbing.Sheets;
using Microsoft.Extensions.DependencyInjection;

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
            Assert.NotEqual(0, PrintedSums.OfPage((await reader.AskReporting($"{path}format=html")).Is(200).Bytes));
            Assert.NotEqual(0, PrintedSums.OfWorkbook((await reader.AskReporting($"{path}format=xlsx")).Is(200).Bytes));
        }
    }

    private static async Task<Dictionary<string, decimal>> Totals(string path, Institution reader) => PrintedSums.OfCsv((await reader.AskReporting(path)).Is(200).Text);

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
