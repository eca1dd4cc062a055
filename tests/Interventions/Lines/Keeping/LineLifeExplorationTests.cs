using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Interventions;
using HourExchange.Plumbing.Broker;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Interventions.Lines.Keeping;

/// <summary>The life of a line explored at the public API, against a small model: random acts by random people of four institutions.</summary>
[Trait("needs", "servers")]
public sealed class LineLifeExplorationTests(House house) : IClassFixture<House>
{
    private static readonly LineCommand Approval = new("approvals", "HG", "approver", "person-1", false);
    private static int _count;

    [Fact]
    public Task Random_acts_agree_with_the_model_and_never_confirm_without_two_keys_over_one_revision() => Explore("THREE", 12);

    [Fact]
    [Trait("slow", "yes")]
    public async Task Many_random_acts_reach_every_state_and_agree_with_the_model() =>
        Assert.Superset(new HashSet<string> { "requested", "approved", "delivered", "confirmed", "disputed", "cancelled" }, await Explore("THREE-LONG", 60));

    /// <returns>The states that were seen.</returns>
    private async Task<HashSet<string>> Explore(string agreement, int lines)
    {
        await Given.AgreementInForce(house, agreement, ["HETS", "HG", "ISSM"]);
        var seen = new HashSet<string>();
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ArrayOf(30).ToArbitrary(), Gen.Choose(0, 3).ToArbitrary(), (numbers, beginning) =>
        {
            // FsCheck's properties are synchronous.
            var commands = numbers.Select(LineCommand.Of);
            // By chance a request is seldom approved before somebody cancels it: some begin with it.
            Explore(agreement, [.. beginning == 3 ? commands.Prepend(Approval) : commands], beginning, seen).GetAwaiter().GetResult();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(lines));
        return seen;
    }

    [Fact]
    public async Task Of_two_users_at_once_one_wins_and_the_other_is_told_that_the_line_has_changed()
    {
        await Given.AgreementInForce(house, "RACE");
        var registrar = await house.As("HETS", "registrar");
        var others = new[] { await house.As("HG", "registrar"), await house.As("HG", "approver") };
        for (var round = 0; round < 10; round++)
        {
            var id = (await registrar.Post("interventions", Given.LineRequest($"RACE-{round}", "RACE"))).Is(201)["id"].GetString();
            var replies = await Task.WhenAll(
                others[0].Post($"interventions/{id}/corrections", new { reason = "Une heure de plus", changes = new { quantity = 3 } }, ifMatch: "\"1\""),
                others[1].Post($"interventions/{id}/confirmations", new { }, ifMatch: "\"1\""));
            Assert.Equal([200, 412], replies.Select(reply => reply.Status).Order());
            Assert.Equal(1, await house.Scalar<long>(
                InterventionsService.Host, "select version - 1 from interventions.intervention where id = @id", new { id = Guid.Parse(id!) }));
        }
    }

    private async Task Explore(string agreement, LineCommand[] commands, int beginning, HashSet<string> seen)
    {
        var registrant = "person-0";
        var registrar = await house.As(beginning == 1 ? "HG" : "HETS", "registrar", registrant);
        var line = (await registrar.Post("interventions", Line(agreement, beginning is 0 or 3 ? "requested" : "delivered"))).Is(201);
        var (id, path) = (line["id"].GetGuid(), $"interventions/{line["id"].GetString()}");
        var model = new LineModel(line["state"].GetString()!, registrant);
        var told = new List<string>();
        foreach (var command in commands)
        {
            var version = (await registrar.Get(path)).Is(200).ETag!;
            var actor = await house.As(command.Institution, command.Role, command.Person);
            var reply = await actor.Post($"{path}/{command.Act}", Body(command), ifMatch: command.IsStale ? "\"0\"" : version);
            var expected = model.Do(command);
            told.Add($"{command} -> {reply.Status} {reply.Code}");
            Assert.True(reply.Status == expected, $"expected {expected}\n{string.Join('\n', told)}\n{reply.Text}");
            var after = (await registrar.Get(path)).Is(200);
            var state = after["state"].GetString()!;
            seen.Add(state);
            Assert.True(state == model.State, $"{state} instead of {model.State}\n{string.Join('\n', told)}");
            if (expected != 200)
            {
                Assert.Equal(version, after.ETag);
            }
            else
            {
                Assert.Equal(Said(await actor.Get(path)), Said(reply));
            }

            if (state == "confirmed")
            {
                await AssertTwoKeys(after, id);
            }
        }

        await AssertFolded((await registrar.Get(path)).Is(200), id);
        (await (await house.As("ISSM", "auditor")).Get(path)).Is(200);
        (await (await house.As(LineCommand.NoParty, "auditor")).Get(path)).IsProblem(404, "intervention-not-found");
    }

    /// <summary>Whoever acts is answered what a read would say; but for the name, which reads alone tell, and the ledger's answer, which comes when it comes.</summary>
    private static string Said(Reply reply)
    {
        var view = JsonNode.Parse(reply.Is(200).Text)!.AsObject();
        foreach (var field in new[] { "contributorName", "postingNumber", "postingRefused" })
        {
            view.Remove(field);
        }

        return $"{reply.ETag} {view.ToJsonString()}";
    }

    /// <summary>What was told of the line comes to how it stands, without a gap.</summary>
    private async Task AssertFolded(Reply view, Guid id)
    {
        var told = JsonSerializer.Deserialize<List<RecordedLine>>((await house.Scalar<string>(InterventionsService.Host, """
            select coalesce(json_agg(line), '[]')::text
            from plumbing.outbox cross join lateral jsonb_array_elements(body::jsonb -> 'lines') as line
            where contract = 'interventions.line-recorded.v1' and line ->> 'line' = @id
            """, new { id = id.ToString() }))!, Wire.Json)!.OrderBy(line => line.Version).ToList();
        Assert.Equal(Enumerable.Range(1, view["version"].GetInt32()), told.Select(line => line.Version));
        foreach (var (field, value) in JsonSerializer.SerializeToNode(told[^1], Wire.Json)!.AsObject())
        {
            if (field != "quantity" && field != "keys" && view.Json.TryGetProperty(field, out var seen))
            {
                Assert.True(JsonNode.DeepEquals(value, JsonNode.Parse(seen.GetRawText())), $"{field}: told {value}, seen {seen}");
            }
        }

        Assert.Equal(view["keys"].EnumerateArray().Select(key => key.GetProperty("subject").GetString()), told[^1].Keys.Select(key => key.Subject));
    }

    private async Task AssertTwoKeys(Reply line, Guid id)
    {
        var keys = line["keys"].EnumerateArray().Select(key => (Institution: key.GetProperty("institution").GetString()!, Subject: key.GetProperty("subject").GetString()!)).ToList();
        Assert.Equal(["HETS", "HG"], keys.Select(key => key.Institution).Order());
        Assert.Equal(2, keys.Select(key => key.Subject).Distinct().Count());
        Assert.Equal(0, await house.Scalar<long>(InterventionsService.Host, """
            select count(*) from interventions.intervention as line
            left join interventions.line_history as told on told.intervention = line.id and told.act in ('deliver', 'correct', 'cancel')
            where line.id = @id and (line.registered_by = any(@people) or told.subject = any(@people))
            """, new { id, people = keys.Select(key => key.Subject).ToArray() }));
    }

    private static object Body(LineCommand command) => command.Act switch
    {
        "corrections" => new { reason = "Une raison", changes = new { contributor = $"HG-{Interlocked.Increment(ref _count)}" } },
        "deliveries" => new { title = $"Budget {Interlocked.Increment(ref _count)}" },
        "declines" or "disputes" or "cancellations" => new { reason = "Une raison" },
        _ => new { },
    };

    private static Dictionary<string, object?> Line(string agreement, string state)
    {
        var request = JsonSerializer.Deserialize<Dictionary<string, object?>>(JsonSerializer.Serialize(Given.LineRequest(null, agreement)))!;
        request["state"] = state;
        return request;
    }
}
