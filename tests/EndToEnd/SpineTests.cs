using System.Diagnostics;
using HourExchange.Client;
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
        var registered = await (await house.ClientsOf("HETS", "registrar")).Interventions.RegisterInterventionAsync(new()
        {
            Agreement = "HETS-HG",
            Reference = "S-1",
            Date = new(2014, 10, 1),
            LendingInstitution = "HG",
            ReceivingInstitution = "HETS",
            Contributor = "HG-031",
            Domain = "formation-de-base",
            Nature = "cours",
            Title = "Budget",
            Quantity = 2,
            Unit = "heure",
            Sourcing = "direct",
            EmployerInformed = true,
        });
        var line = registered.Is(201);
        Assert.Equal(($"/api/v1/interventions/{line.Id}", $"\"{line.Version}\""), (registered.Location, registered.ETag));
        Assert.Equal("delivered", line.State);
        Assert.Equal(120, line.TaughtMinutes);

        var lender = (await house.ClientsOf("HG", "approver")).Interventions;
        var first = (await lender.ReadAndConfirm(line.Id, new() { Revision = 1 })).Is(200);
        Assert.Equal("delivered", first.State);
        Assert.Equal("line-changed", (await lender.ConfirmInterventionAsync(line.Id, registered.ETag!, body: new()).Refused(412)).Result.Code);

        activities.Clear();
        var second = (await (await house.ClientsOf("HETS", "approver")).Interventions.ReadAndConfirm(line.Id, new())).Is(200);
        Assert.Equal("confirmed", second.State);
        Assert.Equal(180, second.CreditedMinutes);

        var (auditor, raw) = (await house.ClientsOf("HG", "auditor"), await house.As("HG", "auditor"));
        await Eventually.Equal(1, async () =>
        {
            try
            {
                return (await auditor.Reporting.GetYearlyReportAsync("HETS-HG", "2014-2015")).Is(200).Complete.Postings;
            }
            catch (ApiException<ProblemDetails> refusal) when (refusal.Result.Code == "agreement-not-found")
            {
                return -1;
            }
        });
        var figures = (await auditor.Reporting.GetYearlyReportAsync("HETS-HG", "2014-2015")).Is(200);
        Assert.Equal([("HETS", 0, 180, -180, 0), ("HG", 180, 0, 180, 1)], figures.Institutions.Select(one => (one.Institution, one.Given, one.Received, one.Net, one.Lines)));
        Assert.Equal([("cours", "HG", 180, 1)], figures.ByNature.Select(one => (one.Nature, one.Institution, one.Given, one.Lines)));
        Assert.Equal([("formation-de-base", "HG", 180, 1)], figures.ByDomain.Select(one => (one.Domain, one.Institution, one.Given, one.Lines)));
        var report = (await raw.AskReporting("reports/yearly/HETS-HG/2014-2015")).Is(200).Json;
        Assert.Equal(
            """[{"institution":"HETS","given":0,"received":180,"net":-180,"lines":0,"givenBefore":0,"receivedBefore":0},{"institution":"HG","given":180,"received":0,"net":180,"lines":1,"givenBefore":0,"receivedBefore":0}]""",
            report.GetProperty("institutions").GetRawText());
        Assert.Equal("""[{"nature":"cours","institution":"HG","given":180,"lines":1,"givenBefore":0}]""", report.GetProperty("byNature").GetRawText());
        Assert.Equal("""[{"domain":"formation-de-base","institution":"HG","given":180,"lines":1,"givenBefore":0}]""", report.GetProperty("byDomain").GetRawText());

        Assert.Equal([("HETS", -180), ("HG", 180)], await Balances(auditor, new(2014, 10, 1)));
        Assert.Equal([("HETS", 0), ("HG", 0)], await Balances(auditor, new(2014, 9, 30)));
        var balance = (await raw.AskLedger("books/HETS-HG/balance?asOf=2014-10-01")).Is(200);
        Assert.Equal("""[{"institution":"HETS","minutes":-180},{"institution":"HG","minutes":180}]""", balance["balances"].GetRawText());
        var before = (await raw.AskLedger("books/HETS-HG/balance?asOf=2014-09-30")).Is(200);
        Assert.Equal("""[{"institution":"HETS","minutes":0},{"institution":"HG","minutes":0}]""", before["balances"].GetRawText());

        await Eventually.Equal(1, async () => (await auditor.Interventions.ReadInterventionAsync(line.Id)).Is(200).PostingNumber);

        // Other tests of this process confirm lines at the same time: this line's message says which trace is its own.
        var traceparent = await house.Scalar<string>(InterventionsService.Host,
            "select traceparent from plumbing.outbox where contract = 'interventions.intervention-confirmed.v1' and body like '%' || @id || '%'", new { id = line.Id.ToString() });
        var request = activities.Single(activity => activity.DisplayName == "POST /api/v1/interventions/{id:guid}/confirmations"
            && traceparent.Contains(activity.TraceId.ToString(), StringComparison.Ordinal));
        await Eventually.Holds("one trace from the request to the projection", () => Task.FromResult(
            activities.Any(activity => activity.TraceId == request.TraceId && activity.DisplayName == "process ledger.intervention-confirmed.v1")
            && activities.Any(activity => activity.TraceId == request.TraceId && activity.DisplayName == "process reporting.hours-posted.v1")
            && activities.Any(activity => activity.TraceId == request.TraceId && activity.DisplayName == "process interventions.hours-posted.v1")));
    }

    private static async Task<IEnumerable<(string Institution, long Minutes)>> Balances(Clients auditor, DateOnly asOf) =>
        (await auditor.Ledger.GetBalanceAsync("HETS-HG", asOf)).Is(200).Balances.Select(one => (one.Institution, one.Minutes));
}
