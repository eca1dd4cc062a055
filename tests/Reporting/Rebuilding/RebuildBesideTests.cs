using HourExchange.Contracts.Reporting.V1;
using HourExchange.Ledger;
using HourExchange.Ledger.FromReporting;
using HourExchange.Reporting;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Ledger.Years;
using Microsoft.Extensions.DependencyInjection;

namespace HourExchange.Tests.Reporting.Rebuilding;

/// <summary>What happens while a generation is filled, and what is wrong in the one beside it.</summary>
[Trait("needs", "servers")]
public sealed class RebuildBesideTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task What_changes_behind_the_pages_comes_into_both_generations()
    {
        await house.Start(ReportingService.Host, services => services.AddSingleton(Rebuilt.Impatient));
        var work = await BookAtWork.Open(house, "BESIDE");
        var line = await work.Register(30);
        var hets = await house.As("HETS", "management");
        var commitment = (await hets.Post("agreements/BESIDE/commitments", new { kind = "joint-event", text = "Journée commune" })).Is(201)["id"].GetString();

        // The ledger posts and does not answer: the rebuild cannot end before what follows has happened.
        await house.Stop(await house.Start(LedgerService.Host));
        var deaf = await house.Start(LedgerService.Host, new Unreliability(seed: 1, lossPercent: 100).Before<RecordsAsked, AnswerRecordsAsked>);
        var generation = (await Rebuilt.Start(house))["generation"].GetInt32();
        await Eventually.Holds("all pages of Interventions are in", () => house.Scalar<bool>(
            ReportingService.Host, "select is_complete from reporting.rebuild_source join reporting.rebuild on id = rebuild where generation = @generation and source = 'interventions'", new { generation }));
        await work.Confirm(line);
        await work.Posted(line);
        await work.Register(31, "2014-10-02");
        (await hets.Post($"agreements/BESIDE/commitments/{commitment}/states", new { state = "running" })).Is(201);
        await house.Stop(deaf);
        await house.Start(LedgerService.Host);
        await Rebuilt.Switched(house, generation);

        await Rebuilt.Settled(house);
        var facts = await Rebuilt.FactsOf(house, generation);
        Assert.Equal(["confirmed", "delivered"], await house.Scalar<string[]>(ReportingService.Host, "select array_agg(state order by state) from reporting.line where agreement = 'BESIDE' and generation = @generation", new { generation }));
        Assert.Equal(facts, await Rebuilt.FactsOf(house, await Rebuilt.Run(house)));
    }

    [Fact]
    public async Task A_generation_that_somebody_damaged_does_not_hold_up_the_one_that_mends_it()
    {
        await house.Start(ReportingService.Host, services => services.AddSingleton(Rebuilt.Impatient));
        var work = await BookAtWork.Open(house, "DAMAGED");
        var line = await work.Post(30);
        await Eventually.Equal(1L, Applied);
        await house.Execute(ReportingService.Host, "delete from reporting.posting where book = 'DAMAGED'");

        // The reversal names a posting that is not there any more.
        (await (await house.As("HETS", "registrar")).Act($"{line}/cancellations", new { reason = "Saisie deux fois" })).Is(200);
        await work.Confirm(line);
        await Eventually.Equal(1L, () => house.Scalar<long>(ReportingService.Host, "select count(*) from plumbing.rejected_message where code = 'chain-broken' and body like '%DAMAGED%'"));
        Assert.Equal(1, await Applied());
        await Rebuilt.Run(house);
        Assert.Equal(2, await Applied());
        Assert.Equal("0 0", await house.Scalar<string>(
            ReportingService.Host, "select sum(minutes) || ' ' || sum(lines) from reporting.hours where book = 'DAMAGED' and generation = (select number from reporting.generation where live)"));
    }

    private Task<long> Applied() => house.Scalar<long>(
        ReportingService.Host, "select coalesce(sum(applied_number), 0)::bigint from reporting.book where ref = 'DAMAGED' and generation = (select number from reporting.generation where live)");
}
