using HourExchange.Reporting;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Reporting.Reports.Periodic;

namespace HourExchange.Tests.Portal;

/// <summary>What was built at a month's end is found, read and fetched.</summary>
[Trait("needs", "servers")]
[Trait("slow", "yes")]
public sealed class BuiltReportJourneyTests(PortalHouse house) : IClassFixture<PortalHouse>
{
    private static readonly MovingClock Clock = new(new DateTimeOffset(2014, 9, 1, 10, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_month_s_reports_are_listed_read_and_fetched()
    {
        var reporting = await house.Start(ReportingService.Host, HeardBook.On(Clock));
        await using var broker = await Broker.Connect(house);
        var book = await HeardBook.Open(house, reporting, broker, Clock, "BUILT-1");
        await book.PostAndTell(new DateOnly(2014, 9, 10), 75);
        await book.MoveTo(new DateOnly(2014, 10, 1));

        var finance = await house.Visit("HETS", "finance");
        var list = (await finance.Open("/bilans/rapports?convention=BUILT-1")).Is(200);
        PageRules.Check(list, "fr");
        var links = list.Document.QuerySelectorAll("main tbody th a").Select(link => link.GetAttribute("href")!).ToList();
        Assert.Equal(2, links.Count);
        foreach (var link in links)
        {
            var report = (await finance.Open(link)).Is(200);
            PageRules.Check(report, "fr");
            Assert.Contains("1:15", report.Text, StringComparison.Ordinal);
            var files = report.Document.QuerySelectorAll("main tbody th a").Select(file => file.GetAttribute("href")!).Where(file => file.StartsWith(link, StringComparison.Ordinal)).ToList();
            Assert.Equal("PK"u8.ToArray(), (await finance.Download(files.Single(file => file.EndsWith(".xlsx", StringComparison.Ordinal))))[..2]);
        }

        Assert.Equal(404, (await (await house.Visit("CG68", "finance")).Open(links[0])).Status);
    }
}
