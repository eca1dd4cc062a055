using HourExchange.Tests.Kit;

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
        var sample = await SampleYears.Posted(house, agreement);
        var reader = await house.As(sample.Parties[0], "finance");
        foreach (var year in sample.First)
        {
            await PrintedReports.Agree(reader, agreement, sample.Parties, new DateOnly(year, 9, 1));
        }
    }
}
