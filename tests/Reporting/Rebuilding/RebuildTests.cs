using HourExchange.Reporting;
using HourExchange.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;

namespace HourExchange.Tests.Reporting.Rebuilding;

[Trait("needs", "servers")]
public sealed class RebuildTests(House house) : IClassFixture<House>
{
    private static readonly string[] AllContracts =
    [
        "interventions.action-changed.v1", "interventions.commitment-changed.v1", "interventions.committee-changed.v1", "interventions.means-noted.v1", "interventions.meeting-recorded.v1", "interventions.placements-counted.v1",
        "ledger.draft-withdrawn.v1", "ledger.payment-withdrawn.v1", "ledger.settlement-agreed.v1", "ledger.settlement-netted.v1", "ledger.settlement-paid.v1", "ledger.statement-signed.v1", "ledger.year-closed.v1", "ledger.year-drafted.v1", "ledger.year-reopened.v1",
    ];

    [Fact]
    public async Task A_rebuild_makes_the_same_facts_and_mends_what_was_lost_or_damaged()
    {
        await house.Start(ReportingService.Host, services => services.AddSingleton(Rebuilt.Impatient));
        await Scene.Play(house);
        await Rebuilt.Settled(house);
        var told = await Rebuilt.FactsOf(house, await Rebuilt.Live(house));
        Assert.Equal(AllContracts, (await house.Scalar<string[]>(ReportingService.Host, "select array_agg(distinct contract order by contract) from reporting.record")));
        var auditor = await house.As("HG", "auditor");
        const string Report = "reports/yearly/PLAYED/2014-2015";
        var report = (await auditor.AskReporting(Report)).Is(200).Text;

        // From the tables what the events told, to the row.
        var second = await Rebuilt.Run(house);
        Assert.Equal(told, await Rebuilt.FactsOf(house, second));
        Assert.Equal(report, (await auditor.AskReporting(Report)).Is(200).Text);

        await house.Execute(ReportingService.Host, """
            delete from reporting.hours where minutes = 237; update reporting.hours set minutes = minutes + 1; update reporting.year_hours set lines = 99;
            update reporting.line set state = 'requested', version = 1000; update reporting.record set body = '{}', revision = 1000 where contract like '%meeting%';
            delete from reporting.record where contract like 'ledger%' or contract like '%placements%'; delete from reporting.line where credited_minutes is null;
            delete from reporting.posting where number > 3;
            delete from reporting.hours where book = 'OTHER'; delete from reporting.year_hours where book = 'OTHER'; delete from reporting.posting where book = 'OTHER';
            delete from reporting.line where agreement = 'OTHER'; delete from reporting.book where ref = 'OTHER'; delete from reporting.agreement where ref = 'OTHER';
            update reporting.agreement set parties = '{HETS,ISSM}', timeline = '[]'
            """);
        (await auditor.AskReporting("reports/yearly/OTHER/2014-2015")).IsProblem(404, "agreement-not-found");
        var third = await Rebuilt.Run(house);
        Assert.Equal(told, await Rebuilt.FactsOf(house, third));
        Assert.Equal(report, (await auditor.AskReporting(Report)).Is(200).Text);
        Assert.Equal(75, (await auditor.AskReporting("reports/yearly/OTHER/2014-2015")).Is(200)["institutions"][0].GetProperty("given").GetInt32());
        Assert.Equal(0, await house.Scalar<long>(ReportingService.Host, "select count(*) from plumbing.rejected_message"));

        // What reports read no more goes, the number with it for ever.
        var reporting = await house.Start(ReportingService.Host);
        await house.Stop(reporting);
        await house.Start(ReportingService.Host, services => services.AddSingleton(Rebuilt.Impatient with { KeepLeftFor = TimeSpan.Zero, RowsDeletedAtOnce = 7 }));
        await Eventually.Equal($"{third}", () => house.Scalar<string>(ReportingService.Host, "select string_agg(number::text, ' ') from reporting.generation"));
        Assert.Equal($"{third}", await house.Scalar<string>(ReportingService.Host, """
            select string_agg(distinct generation::text, ' ') from (
                select generation from reporting.hours union select generation from reporting.year_hours union select generation from reporting.posting
                union select generation from reporting.line union select generation from reporting.record union select generation from reporting.book) as kept
            """));
        Assert.Equal(third + 1, await Rebuilt.Run(house));
        Assert.Equal(told, await Rebuilt.FactsOf(house, third + 1));
    }
}
