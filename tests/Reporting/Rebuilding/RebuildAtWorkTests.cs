using HourExchange.Ledger;
using HourExchange.Reporting;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;
using Microsoft.Extensions.DependencyInjection;

namespace HourExchange.Tests.Reporting.Rebuilding;

/// <summary>Rebuilds while people work: the figures are those of the ledger.</summary>
[Trait("needs", "servers")]
[Trait("slow", "yes")]
public sealed class RebuildAtWorkTests(House house) : IClassFixture<House>
{
    private const int Lines = 2_500;

    [Fact]
    public async Task A_rebuild_while_ten_thousand_events_flow_ends_in_the_same_figures()
    {
        await house.Start(ReportingService.Host, services => services.AddSingleton(Rebuilt.Impatient with { RecordsAtOnce = 500 }));
        await house.Start(LedgerService.Host);
        await Given.AgreementInForce(house);
        await Import(0);
        await Eventually.Equal((long)Lines, () => house.Scalar<long>(ReportingService.Host, "select coalesce(sum(applied_number), 0)::bigint from reporting.book"));
        var reader = await house.As("HETS", "auditor");
        var (grown, postings) = (false, (long)Lines);
        // 10,000 lines, each told of when it is registered and at each of its two keys, and posted.
        var work = Task.Run(async () =>
        {
            for (var list = 1; list <= 4; list++)
            {
                await Import(list);
            }
        }, TestContext.Current.CancellationToken);
        while (!work.IsCompleted)
        {
            var before = postings;
            var generation = (await Rebuilt.Start(house))["generation"].GetInt32();
            await Eventually.Holds("it is switched, and no report goes back", TimeSpan.FromSeconds(120), async () =>
            {
                var now = (await reader.AskReporting("reports/yearly/HETS-HG/2014-2015")).Is(200)["complete"].GetProperty("postings").GetInt64();
                Assert.True(now >= postings, $"The report is complete to {now} after it was to {postings}.");
                postings = now;
                return await Rebuilt.Live(house) == generation;
            });
            grown |= postings > before;
        }

        await work;
        Assert.True(grown, "No line came in while facts were rebuilt: the test has shown nothing.");
        await Eventually.Equal(5L * Lines, () => house.Scalar<long>(LedgerService.Host, "select count(*) from ledger.posting"));
        await Rebuilt.Settled(house);
        var facts = await Rebuilt.FactsOf(house, await Rebuilt.Live(house));
        Assert.Equal(5 * Lines, facts.Split('\n').Count(fact => fact.StartsWith("line ", StringComparison.Ordinal)));
        Assert.Equal(
            await house.Scalar<long>(LedgerService.Host, "select sum(minutes)::bigint from ledger.posting"),
            await house.Scalar<long>(ReportingService.Host, "select sum(minutes)::bigint from reporting.hours where kind = 'given' and generation = (select number from reporting.generation where live)"));
        Assert.Equal(facts, await Rebuilt.FactsOf(house, await Rebuilt.Run(house)));
        Assert.Equal(0, await house.Scalar<long>(ReportingService.Host, "select count(*) from plumbing.rejected_message"));
    }

    private Task Import(int list) => TurningKeys.List(house, "HETS-HG",
        [.. Enumerable.Range(1, Lines).Select(index => Given.Row($"L-{list}-{index}", date: $"{1 + (index % 28):00}.{1 + (index % 6):00}.2015", quantity: "1"))]);
}
