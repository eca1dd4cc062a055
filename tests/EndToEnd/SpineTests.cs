using System.Diagnostics;
using HourExchange.Interventions;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.EndToEnd;

[Trait("needs", "servers")]
public sealed class SpineTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_confirmed_intervention_credits_the_lender_and_debits_the_receiver_all_the_way_to_the_yearly_figures_under_one_trace()
    {
        var activities = new System.Collections.Concurrent.ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activities.Add,
        };
        ActivitySource.AddActivityListener(listener);

        await Given.AgreementInForce(house);
        var registrar = await house.As("HETS", "registrar");
        var line = (await registrar.Post("interventions", Given.LineRequest("S-1"))).Is(201);
        var id = line["id"].GetString();
        Assert.Equal("delivered", line["state"].GetString());
        Assert.Equal(120, line["taughtMinutes"].GetInt32());

        var first = (await (await house.As("HG", "approver")).Act($"interventions/{id}/confirmations", new { revision = 1 })).Is(200);
        Assert.Equal("delivered", first["state"].GetString());

        activities.Clear();
        var second = (await (await house.As("HETS", "approver")).Act($"interventions/{id}/confirmations", new { })).Is(200);
        Assert.Equal("confirmed", second["state"].GetString());
        Assert.Equal(180, second["creditedMinutes"].GetInt32());

        var auditor = await house.As("HG", "auditor");
        await Eventually.Equal(1, async () => (await auditor.AskReporting("reports/yearly/HETS-HG/2014-2015")) is { Status: 200 } report
            ? report["complete"].GetProperty("postings").GetInt32() : -1);
        var report = (await auditor.AskReporting("reports/yearly/HETS-HG/2014-2015")).Is(200).Json;
        Assert.Equal(
            """[{"institution":"HETS","given":0,"received":180,"net":-180,"lines":0},{"institution":"HG","given":180,"received":0,"net":180,"lines":1}]""",
            report.GetProperty("institutions").GetRawText());
        Assert.Equal("""[{"nature":"cours","institution":"HG","given":180,"lines":1}]""", report.GetProperty("byNature").GetRawText());
        Assert.Equal("""[{"domain":"formation-de-base","institution":"HG","given":180,"lines":1}]""", report.GetProperty("byDomain").GetRawText());

        var balance = (await auditor.AskLedger("books/HETS-HG/balance?asOf=2014-10-01")).Is(200);
        Assert.Equal("""[{"institution":"HETS","minutes":-180},{"institution":"HG","minutes":180}]""", balance["balances"].GetRawText());
        var before = (await auditor.AskLedger("books/HETS-HG/balance?asOf=2014-09-30")).Is(200);
        Assert.Equal("""[{"institution":"HETS","minutes":0},{"institution":"HG","minutes":0}]""", before["balances"].GetRawText());

        await Eventually.Equal(1, async () => (await auditor.Get($"interventions/{id}"))["postingNumber"] is { ValueKind: System.Text.Json.JsonValueKind.Number } number ? number.GetInt32() : 0);

        // Other tests of this process confirm lines at the same time: this line's message says which trace is its own.
        var traceparent = await house.Scalar<string>(InterventionsService.Host,
            "select traceparent from plumbing.outbox where contract = 'interventions.intervention-confirmed.v1' and body like '%' || @id || '%'", new { id });
        var request = activities.Single(activity => activity.DisplayName == "POST /api/v1/interventions/{id:guid}/confirmations"
            && traceparent.Contains(activity.TraceId.ToString(), StringComparison.Ordinal));
        await Eventually.Holds("one trace from the request to the projection", () => Task.FromResult(
            activities.Any(activity => activity.TraceId == request.TraceId && activity.DisplayName == "process ledger.intervention-confirmed.v1")
            && activities.Any(activity => activity.TraceId == request.TraceId && activity.DisplayName == "process reporting.hours-posted.v1")
            && activities.Any(activity => activity.TraceId == request.TraceId && activity.DisplayName == "process interventions.hours-posted.v1")));
    }
}
