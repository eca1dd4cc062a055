using System.Text.Json;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Plumbing.Text;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;

namespace HourExchange.Tests.Reporting.Reports;

/// <summary>Every printed total, read again by another program, is the sum of its printed lines and what the ledger itself says.</summary>
[Trait("needs", "servers")]
public sealed class PrintedTotalsTests(House house) : IClassFixture<House>
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Of_a_generated_network(int seed)
    {
        var network = await Network.Posted(house, seed);
        var report = await PrintedReports.Agree(await house.As(network.Parties[0], "finance"), network.Book, network.Parties, new DateOnly(2014, 9, 1));
        Assert.All(network.Parties, party => Assert.Equal(
            (network.Lines.Where(line => line.LendingInstitution == party).Sum(line => (long)line.CreditedMinutes), network.Lines.Where(line => line.ReceivingInstitution == party).Sum(line => (long)line.CreditedMinutes)),
            report.GetValueOrDefault(party)));
    }

    [Theory]
    [InlineData("HETS-HG")]
    [InlineData("ISSM-CG68")]
    public async Task Of_the_sample_years(string agreement)
    {
        using var samples = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "samples", "agreements.json")));
        var content = samples.RootElement.GetProperty("agreements").EnumerateArray().Single(one => one.GetProperty("ref").GetString() == agreement)
            .Deserialize<AgreementContent>(StrictJson.Options)!;
        await Agreeing.Institutions(house);
        await Agreeing.InForce(house, content);
        var lists = Directory.GetFiles(Path.Combine(Repository.Root, "samples"), $"{agreement.ToLowerInvariant()}-*.csv").Order(StringComparer.Ordinal).ToList();
        var lines = 0;
        foreach (var list in lists)
        {
            var import = (await (await house.As(content.Parties[0], "registrar")).PostRaw($"imports?agreement={agreement}", await File.ReadAllBytesAsync(list))).Is(200);
            lines += import["accepted"].GetInt32();
            foreach (var party in content.Parties)
            {
                (await (await house.As(party, "approver")).Post("interventions/confirmations", new { import = import["import"].GetString() })).Is(200);
            }
        }

        var reader = await house.As(content.Parties[0], "finance");
        var years = lists.Select(list => int.Parse(Path.GetFileName(list)[(agreement.Length + 1)..][..4], System.Globalization.CultureInfo.InvariantCulture)).ToList();
        await PrintedReports.Await(reader, agreement, $"{years[^1]}-{years[^1] + 1}", lines);
        foreach (var year in years)
        {
            await PrintedReports.Agree(reader, agreement, [.. content.Parties], new DateOnly(year, 9, 1));
        }
    }
}
