using System.Net;
using HourExchange.Ledger;
using HourExchange.Reporting;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Plumbing.Http;

[Trait("needs", "servers")]
public sealed class HealthTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_service_is_ready_degraded_by_what_somebody_should_look_at_and_not_ready_without_its_database()
    {
        var ledger = await house.Start(LedgerService.Host);
        await Eventually.Equal(
            (HttpStatusCode.OK, """{"status":"ready","bus":"Healthy","outbox":{"unsent":0,"parked":0,"oldestSeconds":0},"messages":{"rejected":0,"alarms":0,"oldWaiting":0}}"""),
            () => Ask(ledger.Urls.First(), "ready"));
        await house.Execute(LedgerService.Host, "insert into plumbing.outbox (message_id, contract, body, parked_at) values (gen_random_uuid(), 'c', '{}', now())");
        Assert.Equal(
            (HttpStatusCode.OK, """{"status":"degraded","bus":"Healthy","outbox":{"unsent":0,"parked":1,"oldestSeconds":0},"messages":{"rejected":0,"alarms":0,"oldWaiting":0}}"""),
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

    private static async Task<(HttpStatusCode Status, string Text)> Ask(string address, string what)
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(new Uri(address), "/health/" + what));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
