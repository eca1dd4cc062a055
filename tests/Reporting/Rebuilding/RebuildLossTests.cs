using HourExchange.Contracts.Interventions.V1;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Contracts.Reporting.V1;
using HourExchange.Interventions;
using HourExchange.Ledger;
using HourExchange.Ledger.Books.Announcing;
using HourExchange.Plumbing.Receiving;
using HourExchange.Reporting;
using HourExchange.Reporting.Projecting;
using HourExchange.Reporting.Rebuilding;
using HourExchange.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;

namespace HourExchange.Tests.Reporting.Rebuilding;

[Trait("needs", "servers")]
[Trait("slow", "yes")]
public sealed class RebuildLossTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task Whatever_of_a_rebuild_is_lost_doubled_or_overtaken_it_ends_in_the_same_facts()
    {
        await house.Start(ReportingService.Host);
        await Scene.Play(house);
        var post = (await house.Start(LedgerService.Host)).Services.GetRequiredService<IBatchHandler<InterventionConfirmed>>();
        for (var batch = 0; batch < 8; batch++)
        {
            await post.Handle([.. Enumerable.Range(0, 500).Select(index => new Received<InterventionConfirmed>(
                Guid.CreateVersion7(), Given.Confirmed(book: "POSTED", day: 1 + (index % 28))))], default);
        }

        await Rebuilt.Settled(house);
        var told = await Rebuilt.FactsOf(house, await Rebuilt.Live(house));
        foreach (var host in House.Hosts)
        {
            await house.Stop(await house.Start(host));
        }

        var how = new Unreliability(seed: 20150301, lossPercent: 25);
        await house.Start(InterventionsService.Host, how.Before<RecordsAsked, HourExchange.Interventions.FromReporting.AnswerRecordsAsked>);
        await house.Start(LedgerService.Host, services =>
        {
            how.Before<RecordsAsked, HourExchange.Ledger.FromReporting.AnswerRecordsAsked>(services);
            how.Before<PostingsAsked, AnswerPostingsAsked>(services);
        });
        await house.Start(ReportingService.Host, services =>
        {
            services.AddSingleton(Rebuilt.Impatient with { RecordsAtOnce = 20, PostingsAtOnce = 1500, AskAgainAfter = TimeSpan.FromMilliseconds(300) });
            how.Before<AgreementRecords, TakeAgreementRecords>(services);
            how.Before<BookRecords, TakeBookRecords>(services);
            how.Before<HoursPosted, ProjectHours>(services);
        });
        for (var round = 0; round < 4; round++)
        {
            var lostBefore = how.Lost;
            var generation = (await Rebuilt.Start(house))["generation"].GetInt32();
            await Rebuilt.Switched(house, generation, seconds: 120);
            Assert.Equal(told, await Rebuilt.FactsOf(house, generation));
            Assert.True(how.Lost > lostBefore, "Nothing was lost: the test has shown nothing.");
        }
    }
}
