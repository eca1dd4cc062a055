using System.Text.Json;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Interventions.Lines.Approving;

[Trait("needs", "servers")]
public sealed class ApproveManyTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task Each_of_many_lines_is_judged_by_itself()
    {
        await Given.AgreementInForce(house, "MANY");
        var (first, second) = (await Request("M-1", "requested"), await Request("M-2", "requested"));
        var delivered = await Request("M-3", "delivered");
        var unknown = Guid.NewGuid().ToString();
        var lender = await house.As("HG", "approver");

        Assert.Equal(
            [$"{first} done ", $"{delivered} refused transition-illegal", $"{unknown} refused intervention-not-found"],
            Results(await lender.Post("interventions/approvals", new { ids = new[] { first, delivered, unknown, first } })));
        Assert.Equal(
            [$"{first} refused transition-illegal", $"{second} refused reason-missing"],
            Results(await lender.Post("interventions/declines", new { ids = new[] { first, second } })));
        Assert.Equal(
            [$"{second} refused side-wrong"],
            Results(await (await house.As("HETS", "approver")).Post("interventions/declines", new { ids = new[] { second }, reason = "Not ours" })));
        Assert.Equal(
            [$"{second} refused intervention-not-found"],
            Results(await (await house.As("ISSM", "approver")).Post("interventions/approvals", new { ids = new[] { second } })));
        Assert.Equal([$"{second} done "], Results(await lender.Post("interventions/declines", new { ids = new[] { second }, reason = "Absent that week" })));

        Assert.Equal("approved", (await lender.Get($"interventions/{first}"))["state"].GetString());
        Assert.Equal("declined", (await lender.Get($"interventions/{second}"))["state"].GetString());
        Assert.Equal("delivered", (await lender.Get($"interventions/{delivered}"))["state"].GetString());
        var told = (await lender.Get($"interventions/{second}/history"))["history"];
        Assert.Equal("Absent that week", told[told.GetArrayLength() - 1].GetProperty("reason").GetString());
    }

    [Fact]
    public async Task At_least_one_and_at_most_a_thousand_at_once()
    {
        var approver = await house.As("HG", "approver");
        (await approver.Post("interventions/approvals", new { ids = Array.Empty<Guid>() })).IsProblem(422, "ids-invalid");
        (await approver.Post("interventions/declines", new { ids = Enumerable.Range(0, 1001).Select(_ => Guid.NewGuid()), reason = "Too many" })).IsProblem(422, "ids-invalid");
        (await approver.Post("interventions/approvals", new { })).IsProblem(400, "body-invalid");
        (await (await house.As("HG", "registrar")).Post("interventions/approvals", new { ids = new[] { Guid.NewGuid() } })).IsProblem(403, "role-missing");
    }

    private static IEnumerable<string> Results(Reply reply) => reply.Is(200)["results"].EnumerateArray().Select(result =>
        $"{result.GetProperty("id").GetString()} {result.GetProperty("status").GetString()} {result.GetProperty("code").GetString()}");

    private async Task<string> Request(string reference, string state)
    {
        var line = JsonSerializer.SerializeToNode(Given.LineRequest(reference, "MANY"))!.AsObject();
        line["state"] = state;
        return (await (await house.As("HETS", "registrar")).Post("interventions", line)).Is(201)["id"].GetString()!;
    }
}
