using HourExchange.Interventions;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Interventions.Committees;

[Trait("needs", "servers")]
public sealed class SteeringTests(House house) : IClassFixture<House>, IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        if (await house.Scalar<long>(InterventionsService.Host, "select count(*) from interventions.agreement") == 0)
        {
            await Given.AgreementInForce(house);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_committee_is_formed_with_seat_rules_and_read_by_every_party()
    {
        var hets = await house.As("HETS", "management");
        var formed = (await hets.Post("agreements/HETS-HG/committees", Committee("Groupe thématique", "thematic", resource: true))).Is(201);
        (await hets.Post("agreements/HETS-HG/committees", Committee("Groupe thématique"))).IsProblem(409, "committee-name-taken");
        (await hets.Post("agreements/HETS-HG/committees", Committee("Trop", members: 3))).IsProblem(422, "committee-seats-exceeded");
        (await hets.Post("agreements/HETS-HG/committees", Committee("Autre", "board"))).IsProblem(422, "committee-kind-unknown");
        (await (await house.As("HETS", "registrar")).Post("agreements/HETS-HG/committees", Committee("X"))).IsProblem(403, "role-missing");
        (await (await house.As("ISSM", "management")).Post("agreements/HETS-HG/committees", Committee("X"))).IsProblem(404, "agreement-not-found");
        (await (await house.As("ISSM", "auditor")).Get("agreements/HETS-HG/committees")).IsProblem(404, "agreement-not-found");

        var seen = (await (await house.As("HG", "auditor")).Get("agreements/HETS-HG/committees?on=2011-01-01")).Is(200);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, seen["year"].ValueKind);
        var committee = seen["committees"].EnumerateArray().Single(committee => committee.GetProperty("id").GetString() == formed["id"].GetString());
        Assert.Equal("""[{"institution":"HETS","seats":2,"role":"direction"},{"institution":"HG","seats":1,"role":"direction"}]""", committee.GetProperty("seats").GetRawText());
        Assert.Equal("""[{"institution":"HETS","code":"HETS-000"},{"institution":"HETS","code":"HETS-001"}]""", committee.GetProperty("members").GetRawText());
        Assert.Equal("""[{"institution":"HG","code":"HG-900"}]""", committee.GetProperty("resourcePersons").GetRawText());
    }

    [Fact]
    public async Task Meetings_are_numbered_with_their_decisions_and_a_year_says_how_many_steering_meetings_it_lacks()
    {
        var hg = await house.As("HG", "management");
        var committee = (await hg.Post("agreements/HETS-HG/committees", Committee("Comité de pilotage"))).Is(201)["id"].GetString()!;
        Assert.Equal(2, await Missing());
        var first = (await hg.Post("agreements/HETS-HG/meetings", Meeting(committee, "2014-10-01"), idempotencyKey: "meeting-1")).Is(201);
        Assert.Equal(first.Text, (await hg.Post("agreements/HETS-HG/meetings", Meeting(committee, "2014-10-01"), idempotencyKey: "meeting-1")).Is(201).Text);
        Assert.Equal(1, await Missing());
        var second = (await hg.Post("agreements/HETS-HG/meetings", Meeting(committee, "2015-03-01"))).Is(201);
        Assert.Equal(0, await Missing());
        Assert.Equal(first["number"].GetInt32() + 1, second["number"].GetInt32());

        (await hg.Post("agreements/HETS-HG/meetings", Meeting(committee, "2199-01-01"))).IsProblem(422, "meeting-date-invalid");
        (await hg.Post("agreements/HETS-HG/meetings", Meeting(Guid.CreateVersion7().ToString(), "2015-03-01"))).IsProblem(422, "committee-unknown");
        (await (await house.As("ISSM", "management")).Post("agreements/HETS-HG/meetings", Meeting(committee, "2015-03-01"))).IsProblem(404, "agreement-not-found");

        var reader = await house.As("HETS", "finance");
        var page = (await reader.Get("agreements/HETS-HG/meetings?limit=1")).Is(200);
        Assert.Equal(first["id"].GetString(), page["meetings"][0].GetProperty("id").GetString());
        Assert.Equal("""[{"number":1,"text":"Deux rencontres par an."},{"number":2,"text":"Calendrier adopté."}]""", page["meetings"][0].GetProperty("decisions").GetRawText());
        var rest = (await reader.Get($"agreements/HETS-HG/meetings?after={page["next"].GetInt32()}")).Is(200);
        Assert.Equal(second["id"].GetString(), rest["meetings"][0].GetProperty("id").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, rest["next"].ValueKind);
        (await reader.Get("agreements/HETS-HG/meetings?limit=101")).IsProblem(400, "page-invalid");
        Assert.Equal("Deux rencontres par an. Calendrier adopté.", await house.Scalar<string>(InterventionsService.Host, """
            select concat_ws(' ', body::jsonb -> 'decisionTexts' -> 0 ->> 'text', body::jsonb -> 'decisionTexts' -> 1 ->> 'text')
            from plumbing.outbox where contract = 'interventions.meeting-recorded.v1' and body::jsonb ->> 'meeting' = @id and body not like '%printemps%'
            """, new { id = first["id"].GetString() }));

        async Task<int> Missing() =>
            (await (await house.As("HG", "registrar")).Get("agreements/HETS-HG/committees?on=2015-08-31")).Is(200)["steeringMeetingsMissing"].GetInt32();
    }

    [Fact]
    public async Task An_action_is_overdue_while_it_is_open_and_every_state_is_announced_though_nobody_reads_it_yet()
    {
        var hets = await house.As("HETS", "management");
        var action = (await hets.Post("agreements/HETS-HG/actions", new { text = "Publier le calendrier", responsible = "HG", dueOn = "2015-03-31" })).Is(201)["id"].GetString();
        (await hets.Post("agreements/HETS-HG/actions", new { text = "X", responsible = "ISSM", dueOn = "2015-03-31" })).IsProblem(422, "institution-unknown");
        (await hets.Post("agreements/HETS-HG/actions", new { text = "X", responsible = "HG", dueOn = "2015-03-31", meeting = Guid.CreateVersion7() }))
            .IsProblem(422, "meeting-unknown");

        Assert.Empty(await Overdue("2015-03-31"));
        Assert.Equal([action], await Overdue("2015-04-01"));
        (await hets.Post($"agreements/HETS-HG/actions/{action}/states", new { state = "late" })).IsProblem(422, "action-state-unknown");
        (await hets.Post($"agreements/HETS-HG/actions/{Guid.CreateVersion7()}/states", new { state = "done" })).IsProblem(404, "action-not-found");
        Assert.Equal(2, (await hets.Post($"agreements/HETS-HG/actions/{action}/states", new { state = "done", remark = "Publié." })).Is(201)["revision"].GetInt32());
        Assert.Empty(await Overdue("2015-04-01"));
        Assert.Equal("Publié.", (await hets.Get("agreements/HETS-HG/actions")).Is(200)["actions"].EnumerateArray().Single().GetProperty("remark").GetString());

        await Eventually.Equal(2L, () => house.Scalar<long>(
            InterventionsService.Host, "select count(*) from plumbing.outbox where contract = 'interventions.action-changed.v1' and sent_at is not null and refused_times = 0"));
        Assert.Equal("Publier le calendrier Publié.", await house.Scalar<string>(InterventionsService.Host, """
            select concat_ws(' ', body::jsonb ->> 'text', body::jsonb ->> 'remark')
            from plumbing.outbox where contract = 'interventions.action-changed.v1' and body::jsonb ->> 'revision' = '2'
            """));

        async Task<IReadOnlyList<string?>> Overdue(string on) => [.. (await (await house.As("HG", "approver")).Get($"agreements/HETS-HG/actions?overdueOn={on}")).Is(200)["actions"]
            .EnumerateArray().Select(action => action.GetProperty("id").GetString())];
    }

    private static object Committee(string name, string kind = "steering", int members = 2, bool resource = false) => new
    {
        kind,
        name,
        seats = new[] { new { institution = "HETS", seats = 2, role = "direction" }, new { institution = "HG", seats = 1, role = "direction" } },
        members = Enumerable.Range(0, members).Select(number => new { institution = "HETS", code = $"HETS-{number:000}" }),
        resourcePersons = resource ? new[] { new { institution = "HG", code = "HG-900" } } : [],
    };

    private static object Meeting(string committee, string heldOn) => new
    {
        committee,
        heldOn,
        participants = new[] { new { institution = "HETS", code = "HETS-000" }, new { institution = "HG", code = "HG-000" } },
        decisions = new[] { new { text = "Deux rencontres par an." }, new { text = "Calendrier adopté." } },
        note = "Prochaine rencontre au printemps.",
    };
}
