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

    [Fact]
    public async Task A_changed_duration_is_one_act_on_all_who_teach_together()
    {
        await Share("LONGER");
        var ids = await Registered("LONGER", 100);
        await TurningKeys.Line(house, $"interventions/{ids[2]}");
        var registrar = await house.As("HETS", "registrar");
        (await registrar.Act($"interventions/{ids[0]}/corrections", new { reason = "Plus long", changes = new { quantity = 101 } })).Is(200);
        Assert.Equal(["34 2 delivered 0", "34 2 delivered 0", "33 2 delivered 0"], await Task.WhenAll(ids.Select(Standing)));
        Assert.Equal("Plus long", (await registrar.Get($"interventions/{ids[2]}")).Is(200)["keysVoid"].GetString());

        // Where each counts in full it is the duration of all too; what is changed besides is of the one line alone.
        await Given.AgreementInForce(house, "EACH");
        var full = (await Register("EACH", "E-1", "cours", 60, unit: "heure", quantity: 1)).Is(201)["lines"].EnumerateArray().Select(line => line.GetProperty("id").GetString()!).ToList();
        (await registrar.Act($"interventions/{full[1]}/corrections", new { reason = "Plus long", changes = new { quantity = 2, nature = "td" } })).Is(200);
        Assert.Equal(["120 2 delivered 0", "120 2 delivered 0", "120 2 delivered 0"], await Task.WhenAll(full.Select(Standing)));
        Assert.Equal(["cours", "td", "cours"], await Task.WhenAll(full.Select(async id => (await registrar.Get($"interventions/{id}")).Is(200)["nature"].GetString())));
    }

    [Fact]
    public async Task Who_does_not_teach_leaves_the_whole_to_the_others_in_the_same_act_and_takes_a_part_again_when_it_was_wrong()
    {
        await Share("MISSING");
        var ids = await Registered("MISSING", 100);
        var registrar = await house.As("HETS", "registrar");
        (await registrar.Act($"interventions/{ids[0]}/cancellations", new { reason = "Malade" })).Is(200);
        Assert.Equal(["34 2 cancelled 0", "50 2 delivered 0", "50 2 delivered 0"], await Task.WhenAll(ids.Select(Standing)));
        var told = (await registrar.Get($"interventions/{ids[1]}/history")).Is(200)["history"].EnumerateArray().Last();
        Assert.Equal(("correct", "Malade"), (told.GetProperty("act").GetString(), told.GetProperty("reason").GetString()));

        // Posted, the one asks to be cancelled until both keys say so; taken back by a correction it has its part again.
        foreach (var id in ids[1..])
        {
            await TurningKeys.Line(house, $"interventions/{id}");
        }

        await Eventually.Equal(150L, () => BookTables.Balance(house, "HG", "MISSING"));
        (await registrar.Act($"interventions/{ids[1]}/cancellations", new { reason = "Malade aussi" })).Is(200);
        Assert.Equal(["50 3 delivered 0", "100 3 delivered 0"], await Task.WhenAll(ids[1..].Select(Standing)));
        (await registrar.Act($"interventions/{ids[1]}/corrections", new { reason = "Était là", changes = new { place = "Salle 2" } })).Is(200);
        Assert.Equal(["50 4 delivered 0", "50 4 delivered 0"], await Task.WhenAll(ids[1..].Select(Standing)));
    }

    [Fact]
    public async Task A_declined_teacher_leaves_the_planned_whole_to_the_others_also_where_many_are_declined_at_once()
    {
        await Share("DECLINED");
        var ids = await Registered("DECLINED", 100, "requested");
        var approver = await house.As("HG", "approver");
        var results = (await approver.Post("interventions/declines", new { ids = ids[..2], reason = "Pas libre" })).Is(200)["results"];
        Assert.Equal(["done", "done"], results.EnumerateArray().Select(result => result.GetProperty("status").GetString()));
        Assert.Equal(["34 1 declined 0", "50 2 declined 0", "100 3 requested 0"], await Task.WhenAll(ids.Select(Standing)));
        Assert.Equal(100, (await approver.Get($"interventions/{ids[2]}")).Is(200)["plannedMinutes"].GetInt32());
        // The same person approves who is left: what was declined for others was asked for by nobody of the lender.
        (await approver.Act($"interventions/{ids[2]}/approvals", new { })).Is(200);
    }

    [Fact]
    public async Task What_took_longer_than_planned_is_delivered_in_one_act()
    {
        await Share("TOGETHER");
        var ids = await Registered("TOGETHER", 100, "requested");
        (await (await house.As("HG", "approver")).Post("interventions/approvals", new { ids })).Is(200);
        var registrar = await house.As("HETS", "registrar");
        (await registrar.Act($"interventions/{ids[1]}/deliveries", new { quantity = 120, date = "2014-10-08" })).Is(200);
        Assert.Equal(["40 2 delivered 0", "40 2 delivered 0", "40 2 delivered 0"], await Task.WhenAll(ids.Select(Standing)));
        Assert.Equal("2014-10-08", (await registrar.Get($"interventions/{ids[2]}")).Is(200)["date"].GetString());
    }

    [Fact]
    public async Task A_share_that_credits_nothing_refuses_the_act_and_nothing_is_written()
    {
        await Share("REFUSED");
        var ids = await Registered("REFUSED", 4, nature: "td");
        var registrar = await house.As("HETS", "registrar");
        (await registrar.Act($"interventions/{ids[0]}/corrections", new { reason = "Plus court", changes = new { quantity = 2 } })).IsProblem(422, "credited-zero");
        Assert.Equal(["2 1 delivered 0", "1 1 delivered 0", "1 1 delivered 0"], await Task.WhenAll(ids.Select(Standing)));
    }

    private async Task<string[]> Registered(string agreement, int minutes, string state = "delivered", string nature = "cours") =>
        [.. (await Register(agreement, "S-1", nature, minutes, state: state)).Is(201)["lines"].EnumerateArray().Select(line => line.GetProperty("id").GetString()!)];

    private async Task<string> Standing(string id)
    {
        var line = (await (await house.As("HG", "auditor")).Get($"interventions/{id}")).Is(200);
        return $"{line["taughtMinutes"]} {line["revision"]} {line["state"]} {line["keys"].GetArrayLength()}";
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

    private async Task<Reply> Register(string agreement, string reference, string nature, int minutes, string[]? coTeachers = null, string unit = "minute", int? quantity = null, string state = "delivered")
    {
        var request = JsonNode.Parse(Given.Json(Given.LineRequest(reference, agreement, nature: nature, quantity: quantity ?? minutes)))!.AsObject();
        request["unit"] = unit;
        request["state"] = state;
        request["coTeachers"] = System.Text.Json.JsonSerializer.SerializeToNode(coTeachers ?? ["HG-002", "HG-003"], StrictJson.Options);
        return await (await house.As("HETS", "registrar")).Post("interventions", request);
    }

    private async Task<string> Minutes(string id)
    {
        var line = (await (await house.As("HG", "auditor")).Get($"interventions/{id}")).Is(200);
        return $"{line["taughtMinutes"].GetInt32()} {line["creditedMinutes"].GetInt32()}";
    }
}
