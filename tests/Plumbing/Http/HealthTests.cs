using System.Net;
using System.Text.Json;
using HourExchange.Ledger;
using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Watching;
using HourExchange.Reporting;
using HourExchange.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;

namespace HourExchange.Tests.Plumbing.Http;

[Trait("needs", "servers")]
public sealed class HealthTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_service_is_ready_degraded_by_what_somebody_should_look_at_and_not_ready_without_its_database()
    {
        var ledger = await house.Start(LedgerService.Host);
        await Eventually.Equal(
            (HttpStatusCode.OK, """{"status":"ready","bus":"Healthy","outbox":{"unsent":0,"parked":0,"oldestSeconds":0},"messages":{"rejected":0,"alarms":0,"oldWaiting":0,"dead":0},"signIn":"reachable"}"""),
            () => Ask(ledger.Urls.First(), "ready"));
        await house.Execute(LedgerService.Host, "insert into plumbing.outbox (message_id, contract, body, parked_at) values (gen_random_uuid(), 'c', '{}', now())");
        Assert.Equal(
            (HttpStatusCode.OK, """{"status":"degraded","bus":"Healthy","outbox":{"unsent":0,"parked":1,"oldestSeconds":0},"messages":{"rejected":0,"alarms":0,"oldWaiting":0,"dead":0},"signIn":"reachable"}"""),
            await Ask(ledger.Urls.First(), "ready"));
        Assert.Equal((HttpStatusCode.OK, """{"status":"live"}"""), await Ask(ledger.Urls.First(), "live"));

        var settings = house.Settings(ReportingService.Host);
        settings["Database:Service"] = "postgresql://nobody:nothing@127.0.0.1:1/none";
        await using var without = House.Build(ReportingService.Host, settings);
        await without.StartAsync(TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, """{"status":"not ready","why":"database unreachable"}"""), await Ask(without.Urls.First(), "ready"));
        Assert.Equal((HttpStatusCode.OK, """{"status":"live"}"""), await Ask(without.Urls.First(), "live"));
        await without.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task An_alarm_and_an_event_that_waits_too_long_degrade_a_service_and_a_migration_to_run_keeps_it_from_being_ready()
    {
        var reporting = (await house.Start(ReportingService.Host)).Urls.First();
        await Eventually.Equal((HttpStatusCode.OK, "ready"), Stands);
        foreach (var (sql, status) in new[]
        {
            ("insert into plumbing.rejected_message (id, consumer, body, code, detail, alarm) values (gen_random_uuid(), 'c', '', 'c', '', false)", "ready"),
            ("update plumbing.rejected_message set alarm = true", "degraded"),
            ("update plumbing.rejected_message set replayed_at = now()", "ready"),
            ("insert into plumbing.waiting_event (consumer, message_id, subject, ordinal, body, waiting_since) values ('c', gen_random_uuid(), 's', 1, '', now() - interval '4 minutes')", "ready"),
            ("update plumbing.waiting_event set waiting_since = now() - interval '6 minutes'", "degraded"),
            ("delete from plumbing.waiting_event", "ready"),
        })
        {
            await house.Execute(ReportingService.Host, sql);
            Assert.Equal((sql, HttpStatusCode.OK, status), (sql, (await Stands()).Status, (await Stands()).Word));
        }

        await house.Execute(ReportingService.Host, "update plumbing.schema_migration set name = '-' || name where part = 'service'");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, """{"status":"not ready","why":"not migrated"}"""), await Ask(reporting, "ready"));
        await house.Execute(ReportingService.Host, "update plumbing.schema_migration set name = substr(name, 2) where part = 'service'");
        Assert.Equal((HttpStatusCode.OK, "ready"), await Stands());

        async Task<(HttpStatusCode Status, string? Word)> Stands()
        {
            var (code, text) = await Ask(reporting, "ready");
            return (code, JsonDocument.Parse(text).RootElement.GetProperty("status").GetString());
        }
    }

    [Fact]
    public async Task A_message_that_nobody_reads_any_more_degrades_every_service_and_is_told_in_the_log()
    {
        var logs = new LogLines();
        var ledger = await house.StartAnother(LedgerService.Host, services => services
            .AddSingleton(new WatchdogSettings { ProbeEvery = TimeSpan.FromMilliseconds(200) }).AddSingleton(logs.Factory));
        await using var broker = await Broker.Connect(house);
        await broker.PublishRaw(BrokerTopology.DeadLetters, "ledger.hours-posted.v1", "{}", Guid.NewGuid().ToString());
        await Eventually.Holds("the service is degraded by it", async () =>
            (await Ask(ledger.Urls.First(), "ready")).Text is var text && text.Contains("\"dead\":1", StringComparison.Ordinal) && text.Contains("degraded", StringComparison.Ordinal));
        Assert.Contains(logs.All, line => line.Contains("1 messages are in dead-letters", StringComparison.Ordinal));
        await broker.Purge(BrokerTopology.DeadLetters);
        await Eventually.Holds("it is well again", async () => (await Ask(ledger.Urls.First(), "ready")).Text.Contains("\"dead\":0", StringComparison.Ordinal));
        await house.Stop(ledger);
    }

    private static async Task<(HttpStatusCode Status, string Text)> Ask(string address, string what)
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(new Uri(address), "/health/" + what));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
