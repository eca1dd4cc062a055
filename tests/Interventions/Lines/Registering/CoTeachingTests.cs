using System.Text.Json.Nodes;
using HourExchange.Plumbing.Text;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;

namespace HourExchange.Tests.Interventions.Lines.Registering;

/// <summary>Where the terms share what is taught together, and allow units of a minute.</summary>
[Trait("needs", "servers")]
public sealed class CoTeachingTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task Shared_minutes_go_by_largest_remainder_in_the_listed_order_and_each_share_is_credited_by_itself()
    {
        await Share("SHARED");
        var lines = (await Register("SHARED", "S-1", "cours", minutes: 100)).Is(201)["lines"].EnumerateArray().ToList();
        Assert.Equal(["HG-031", "HG-002", "HG-003"], lines.Select(line => line.GetProperty("contributor").GetString()));
        var ids = lines.Select(line => line.GetProperty("id").GetString()!).ToList();
        foreach (var side in new[] { "HETS", "HG" })
        {
            (await (await house.As(side, "approver")).Post("interventions/confirmations", new { ids })).Is(200);
        }

        // 34 × 3/2, and 33 × 3/2 rounded half up.
        Assert.Equal(["34 51", "33 50", "33 50"], await Task.WhenAll(ids.Select(Minutes)));
    }

    [Theory]
    [InlineData("td", 2)]
    [InlineData("veille", 1440)]
    public async Task A_share_that_credits_nothing_is_refused_and_the_fault_is_the_sharing(string nature, int minutes)
    {
        var agreement = $"ZERO-{nature}";
        await Share(agreement);
        var refused = (await Register(agreement, "Z-1", nature, minutes)).IsProblem(422, "credited-zero");
        Assert.Equal("coTeachers", refused["field"].GetString());

        // Alone it is credited: 2 × 1, and 1440 × 1/1000.
        (await Register(agreement, "Z-1", nature, minutes, coTeachers: [])).Is(201);
    }

    [Fact]
    public async Task A_correction_does_not_shrink_a_share_to_nothing()
    {
        await Share("SHRINK");
        var last = (await Register("SHRINK", "C-1", "td", minutes: 3)).Is(201)["lines"][2].GetProperty("id").GetString();
        var registrar = await house.As("HETS", "registrar");
        var refused = (await registrar.Act($"interventions/{last}/corrections", new { reason = "Plus court", changes = new { quantity = 2 } })).IsProblem(422, "credited-zero");
        Assert.Equal("coTeachers", refused["field"].GetString());
        (await registrar.Act($"interventions/{last}/corrections", new { reason = "Plus long", changes = new { quantity = 6 } })).Is(200);
        Assert.Equal(2, (await registrar.Get($"interventions/{last}")).Is(200)["taughtMinutes"].GetInt32());
    }

    private async Task Share(string agreement)
    {
        await Given.AgreementInForce(house, agreement);
        var hash = (await (await house.As("HG", "management")).Post($"agreements/{agreement}/amendments", new
        {
            kind = "annex",
            reference = "Annexe 1",
            effectiveFrom = "2014-09-01",
            changes = new { coTeaching = "shared", units = new { minute = 1 } },
        })).Is(201)["hash"].GetString();
        await Agreeing.Consent(house, agreement, hash, "HETS", "HG");
    }

    private async Task<Reply> Register(string agreement, string reference, string nature, int minutes, string[]? coTeachers = null)
    {
        var request = JsonNode.Parse(Given.Json(Given.LineRequest(reference, agreement, nature: nature, quantity: minutes)))!.AsObject();
        request["unit"] = "minute";
        request["coTeachers"] = System.Text.Json.JsonSerializer.SerializeToNode(coTeachers ?? ["HG-002", "HG-003"], StrictJson.Options);
        return await (await house.As("HETS", "registrar")).Post("interventions", request);
    }

    private async Task<string> Minutes(string id)
    {
        var line = (await (await house.As("HG", "auditor")).Get($"interventions/{id}")).Is(200);
        return $"{line["taughtMinutes"].GetInt32()} {line["creditedMinutes"].GetInt32()}";
    }
}
