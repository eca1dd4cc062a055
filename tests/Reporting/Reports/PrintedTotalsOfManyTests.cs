using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Reporting.Reports;

/// <summary>As <see cref="PrintedTotalsTests"/>, of more networks, and workbooks computed again by LibreOffice.</summary>
[Trait("needs", "servers")]
[Trait("slow", "yes")]
public sealed class PrintedTotalsOfManyTests(House house) : IClassFixture<House>
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(6, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Of_a_generated_network(int seed)
    {
        var network = await Network.Posted(house, seed);
        var reader = await house.As(network.Parties[0], "finance");
        await PrintedReports.Agree(reader, network.Book, network.Parties, new DateOnly(2014, 9, 1));
        Assert.NotEqual(0, await PrintedReports.ComputeAgain(reader, network.Book, "2014-2015"));
    }
}
