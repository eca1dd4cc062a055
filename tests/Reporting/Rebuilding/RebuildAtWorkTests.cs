using HourExchange.Contracts.Interventions.V1;
using HourExchange.Interventions;
using HourExchange.Ledger;
using HourExchange.Plumbing.Receiving;
using HourExchange.Reporting;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;
using Microsoft.Extensions.DependencyInjection;

namespace HourExchange.Tests.Reporting.Rebuilding;

/// <summary>Rebuilds while people work, and while messages are lost: the figures are those of the ledger.</summary>
[Trait("needs", "servers")]
[Trait("slow", "yes")]
public sealed class RebuildAtWorkTests(House house) : IClassFixture<House>
{
    private const int Lines = 2_500;

    [Fact]
    public async Task A_rebuild_while_ten_thousand_events_flow_ends_in_the_same_figures()
    {
        await house.Start(ReportingService.Host, services => services.AddSingleton(Rebuilt.Impatient with { RecordsAtOnce = 100 }));
        await house.Start(LedgerService.Host);
        await Given.AgreementInForce(house);
        await Import(0);
        var reader = await house.As("HETS", "auditor");
        var (rebuilds, postings) = (0, 0L);
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
            var generation = (await Rebuilt.Start(house))["generation"].GetInt32();
            await Eventually.Holds("it is switched, and no report goes back", TimeSpan.FromSeconds(120), async () =>
            {
                var now = (await reader.AskReporting("reports/yearly/HETS-HG/2014-2015")).Is(200)["complete"].GetProperty("postings").GetInt64();
                Assert.True(now >= postings, $"The report is complete to {now} after it was to {postings}.");
                postings = now;
                return await Rebuilt.Live(house) == generation;
            });
            rebuilds++;
        }

        await work;
        Assert.True(rebuilds >= 2, "Nothing was rebuilt while lines came in.");
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

    [Fact]
    public async Task A_rebuild_survives_what_is_lost()
    {
        await house.Start(ReportingService.Host, services => services.AddSingleton(Rebuilt.Impatient with { PostingsAtOnce = 600 }));
        await house.Start(InterventionsService.Host);
        await Scene.Play(house);
        await Post(20);
        await Rebuilt.Settled(house);
        var told = await Rebuilt.FactsOf(house, await Rebuilt.Live(house));
        await using var broker = await Broker.Connect(house);
        string[] queues =
        [
            "interventions.records-asked.v1", "ledger.records-asked.v1", "ledger.postings-asked.v1",
            "reporting.agreement-records.v1", "reporting.book-records.v1", "reporting.rebuild-hours-posted.v1",
        ];
        var random = new Random(20150301);
        var lost = 0L;
        for (var round = 0; round < 3; round++)
        {
            var generation = (await Rebuilt.Start(house))["generation"].GetInt32();
            await Eventually.Holds("it is switched", TimeSpan.FromSeconds(90), async () =>
            {
                if (random.Next(3) == 0)
                {
                    lost += await broker.Purge(queues[random.Next(queues.Length)]);
                }

                return await Rebuilt.Live(house) == generation;
            });
            Assert.Equal(told, await Rebuilt.FactsOf(house, generation));
        }

        Assert.True(lost > 0, "Nothing was lost: the test has shown nothing.");
    }

    private async Task Post(int batches)
    {
        var post = (await house.Start(LedgerService.Host)).Services.GetRequiredService<IBatchHandler<InterventionConfirmed>>();
        for (var batch = 0; batch < batches; batch++)
        {
            await post.Handle([.. Enumerable.Range(0, 500).Select(index => new Received<InterventionConfirmed>(
                Guid.CreateVersion7(), Given.Confirmed(book: "POSTED", day: 1 + (index % 28))))], default);
        }
    }

    private Task Import(int list) => TurningKeys.List(house, "HETS-HG",
        [.. Enumerable.Range(1, Lines).Select(index => Given.Row($"L-{list}-{index}", date: $"{1 + (index % 28):00}.{1 + (index % 6):00}.2015", quantity: "1"))]);
}
