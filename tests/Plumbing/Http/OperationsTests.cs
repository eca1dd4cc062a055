using HourExchange.Interventions;
using HourExchange.Ledger;
using HourExchange.Plumbing.Host;
using HourExchange.Reporting;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Plumbing.Http;

[Trait("needs", "servers")]
public sealed class OperationsTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task The_operator_sees_of_each_service_what_waits_and_for_how_long()
    {
        var operators = await house.ClientsOf("*", "operator");
        var quiet = (await operators.Ledger.GetOperationsAsync()).Is(200);
        Assert.Equal(["waiting-events 0 0"], quiet.Backlogs.Select(backlog => $"{backlog.Kind} {backlog.Count} {backlog.OldestSeconds}"));
        Assert.Equal((0L, 0L), (quiet.Rejected.Count, quiet.Rejected.Alarms));
        await Eventually.Holds("every queue is counted", async () =>
            (await operators.Ledger.GetOperationsAsync()).Is(200) is { Bus: "Healthy" } ledger && ledger.Queues.All(queue => queue.Ready == 0));
        Assert.Contains("ledger.intervention-confirmed.v1", quiet.Queues.Select(queue => queue.Name));

        foreach (var host in House.Hosts)
        {
            await Fill(host);
        }

        var ledger = (await operators.Ledger.GetOperationsAsync()).Is(200);
        Assert.Equal((2L, 1L, 1L), (ledger.Rejected.Count, ledger.Rejected.Alarms, ledger.Outbox.Parked));
        Assert.Equal("waiting-events 1", Assert.Single(Told(ledger.Backlogs.Select(backlog => (backlog.Kind, backlog.Count, backlog.OldestSeconds)))));

        await house.Execute(ReportingService.Host, """
            insert into reporting.book (generation, ref, behind_since) values (1, 'BEHIND', now() - interval '1 hour'), (1, 'UP-TO-DATE', null);
            insert into reporting.held_postings (generation, book, from_number, to_number, body) values (1, 'BEHIND', 5, 6, '{}');
            insert into reporting.schedule (agreement, since, done_to, waiting_because, waiting_since) values ('BEHIND', '2014-09-01', '2199-12-31', 'postings-missing', now() - interval '1 hour')
            """);
        var reporting = (await operators.Reporting.GetOperationsAsync()).Is(200);
        Assert.Equal(
            ["waiting-events 1", "books-behind 1", "held-postings 1", "reports-waiting 1"],
            Told(reporting.Backlogs.Select(backlog => (backlog.Kind, backlog.Count, backlog.OldestSeconds))));

        // Nobody posts it: the ledger's bus is away.
        await Given.AgreementInForce(house);
        await house.Stop(await house.Start(LedgerService.Host));
        var line = (await (await house.As("HETS", "registrar")).Post("interventions", Given.LineRequest("O-1"))).Is(201)["id"].GetString();
        foreach (var institution in new[] { "HETS", "HG" })
        {
            (await (await house.As(institution, "approver")).Act($"interventions/{line}/confirmations", new { })).Is(200);
        }

        await house.Execute(InterventionsService.Host, "update interventions.intervention set confirmation_sent_at = now() - interval '1 hour'");
        var interventions = (await operators.Interventions.GetOperationsAsync()).Is(200);
        Assert.Equal(
            ["waiting-events 1", "unposted-lines 1"], Told(interventions.Backlogs.Select(backlog => (backlog.Kind, backlog.Count, backlog.OldestSeconds))));
    }

    [Theory]
    [InlineData("finance", "HETS")]
    [InlineData("admin", "HETS")]
    [InlineData("auditor", "HETS")]
    public async Task Nobody_else_does(string role, string institution)
    {
        var caller = await house.As(institution, role);
        (await caller.Get("operations")).IsProblem(403, "role-missing");
        (await caller.AskLedger("operations")).IsProblem(403, "role-missing");
        (await caller.AskReporting("operations")).IsProblem(403, "role-missing");
    }

    private static List<string> Told(IEnumerable<(string Kind, long Count, double Seconds)> backlogs)
    {
        var all = backlogs.ToList();
        Assert.All(all, backlog => Assert.InRange(backlog.Seconds, 3590, 3900));
        return [.. all.Select(backlog => $"{backlog.Kind} {backlog.Count}")];
    }

    private Task Fill(ServiceHost host) => house.Execute(host, """
        insert into plumbing.rejected_message (id, consumer, message_id, contract, body, code, detail, alarm)
        select gen_random_uuid(), 'nobody', gen_random_uuid(), 'none', '{}', 'code', 'detail', alarm from unnest(array[true, false]) as alarm;
        insert into plumbing.rejected_message (id, consumer, message_id, contract, body, code, detail, alarm, replayed_at)
        values (gen_random_uuid(), 'nobody', gen_random_uuid(), 'none', '{}', 'code', 'detail', true, now());
        insert into plumbing.waiting_event (consumer, message_id, subject, ordinal, body, waiting_since)
        values ('nobody', gen_random_uuid(), 'A/1', 2, '{}', now() - interval '1 hour');
        insert into plumbing.outbox (message_id, contract, body, parked_at) values (gen_random_uuid(), 'none', '{}', now())
        """);
}
