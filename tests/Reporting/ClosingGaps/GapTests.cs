using HourExchange.Contracts.Interventions.V1;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Ledger;
using HourExchange.Plumbing.Receiving;
using HourExchange.Reporting;
using HourExchange.Reporting.ClosingGaps;
using HourExchange.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;

namespace HourExchange.Tests.Reporting.ClosingGaps;

[Trait("needs", "servers")]
public sealed class GapTests(House house) : IClassFixture<House>
{
    private static readonly GapSettings Impatient = new() { Patience = TimeSpan.FromMilliseconds(500), LookEvery = TimeSpan.FromMilliseconds(200) };

    [Fact]
    public async Task Postings_that_never_arrived_are_asked_for_and_a_head_beyond_them_too()
    {
        var post = (await house.Start(LedgerService.Host)).Services.GetRequiredService<IBatchHandler<InterventionConfirmed>>();
        await using var broker = await Broker.Connect(house);

        // Three announcements, the first lost before Reporting has ever run.
        await PostAndWait(post, broker, 1);
        await broker.Purge("reporting.hours-posted.v1");
        await PostAndWait(post, broker, 2);
        await house.Start(ReportingService.Host, services => services.AddSingleton(Impatient));
        await Eventually.Equal("1200 1200", Complete);

        // The last one lost: nothing behind it shows the gap, but the book's head does.
        var reporting = await house.Start(ReportingService.Host);
        await house.Stop(reporting);
        await PostAndWait(post, broker, 1);
        await broker.Purge("reporting.hours-posted.v1");
        await house.Start(ReportingService.Host, services => services.AddSingleton(Impatient));
        await broker.Publish(new BookHead("HETS-HG", 1800, await house.Scalar<string>(LedgerService.Host, "select encode(last_hash, 'hex') from ledger.book where ref = 'HETS-HG'")));
        await Eventually.Equal("1800 1800", Complete);
    }

    private static async Task PostAndWait(IBatchHandler<InterventionConfirmed> post, Broker broker, int batches)
    {
        var before = await broker.Count("reporting.hours-posted.v1");
        for (var batch = 0; batch < batches; batch++)
        {
            // 600 lines are two announcements or one, as the ledger sees fit; the second call continues the first.
            await post.Handle([.. Enumerable.Range(0, batches == 1 ? 600 : 300).Select(_ => new Received<InterventionConfirmed>(Guid.CreateVersion7(), Given.Confirmed(credited: 1)))], default);
        }

        await Eventually.Equal(before + 2, () => broker.Count("reporting.hours-posted.v1"));
    }

    /// <summary>Last posting applied, and minutes counted: equal when each was counted once.</summary>
    private Task<string> Complete() => house.Scalar<string>(ReportingService.Host, """
        select coalesce((select applied_number from reporting.book where ref = 'HETS-HG'), 0) || ' ' || coalesce((select sum(minutes) from reporting.hours where kind = 'given'), 0)
        """);
}
