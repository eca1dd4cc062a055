using HourExchange.Interventions;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Interventions.Committees;

[Trait("needs", "servers")]
public sealed class CommitteeLifeTests(House house) : IClassFixture<House>, IAsyncLifetime
{
    private const string Committees = "agreements/HETS-HG/committees";
    private const string Meetings = "agreements/HETS-HG/meetings";

    public async ValueTask InitializeAsync()
    {
        if (await house.Scalar<long>(InterventionsService.Host, "select count(*) from interventions.agreement") == 0)
        {
            await Given.AgreementInForce(house);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_committee_changes_from_a_day_on_and_what_it_was_made_of_before_stays_readable()
    {
        var hets = await house.As("HETS", "management");
        var formed = await Form("Comité de suivi");
        var path = $"{Committees}/{formed}";
        (await hets.Post(path + "/compositions", Composition("2015-09-01", "HG-002"))).IsProblem(428, "etag-missing");
        (await hets.Post(path + "/compositions", Composition("2015-09-01", "HG-002"), ifMatch: "\"2\"")).IsProblem(412, "committee-changed");
        var changed = (await hets.Post(path + "/compositions", Composition("2015-09-01", "HG-002"), ifMatch: "\"1\"")).Is(201);
        Assert.Equal("\"2\"", changed.ETag);
        (await hets.Act(path + "/compositions", Composition("2015-08-31", "HG-003"))).IsProblem(409, "committee-changed-later");
        (await hets.Act(path + "/compositions", Composition("2015-09-02", "HG-003", seats: 0))).IsProblem(422, "committee-seats-invalid");
        (await hets.Act(path + "/compositions", Composition("2015-09-02", "a;b"))).IsProblem(422, "committee-people-invalid");
        (await hets.Act(path + "/compositions", Composition("0001-01-01", "HG-003"))).IsProblem(422, "committee-date-invalid");
        // On the same day it takes its place; another one lies ahead.
        (await hets.Act(path + "/compositions", Composition("2015-09-01", "HG-003"))).Is(201);
        (await hets.Act(path + "/compositions", Composition("2150-09-01", "HG-004"))).Is(201);
        (await (await house.As("HG", "registrar")).Post(path + "/compositions", Composition("2150-09-01", "HG-004"), ifMatch: "\"4\"")).IsProblem(403, "role-missing");
        (await (await house.As("ISSM", "management")).Post(path + "/compositions", Composition("2150-09-01", "HG-004"), ifMatch: "\"4\"")).IsProblem(404, "agreement-not-found");
        (await hets.Post($"{Committees}/{Guid.CreateVersion7()}/compositions", Composition("2150-09-01", "HG-004"), ifMatch: "\"4\"")).IsProblem(404, "committee-not-found");

        Assert.Equal(["HG-001", "HG-003", "HG-003", "HG-004"], [await InviteeOn("2015-08-31"), await InviteeOn("2015-09-01"), await InviteeOn("2150-08-31"), await InviteeOn("2150-09-01")]);
        var auditor = await house.As("HG", "auditor");
        var history = (await auditor.Get(path + "/compositions")).Is(200)["compositions"].EnumerateArray().ToList();
        Assert.Equal(
            ["1  HG-001 HETS", "2 2015-09-01 HG-002 HETS", "3 2015-09-01 HG-003 HETS", "4 2150-09-01 HG-004 HETS"],
            history.Select(one => $"{one.GetProperty("revision")} {one.GetProperty("effectiveFrom").GetString()} {one.GetProperty("invitees")[0].GetProperty("code")} {one.GetProperty("institution")}"));
        var listed = (await auditor.Get(Committees + "?on=2015-08-31")).Is(200)["committees"].EnumerateArray().Single(one => one.GetProperty("id").GetString() == formed);
        Assert.Equal((4, 1), (listed.GetProperty("version").GetInt32(), listed.GetProperty("revision").GetInt32()));
        Assert.Empty(listed.GetProperty("acts").EnumerateArray());

        async Task<string?> InviteeOn(string day) =>
            (await hets.Get($"{path}?on={day}")).Is(200)["invitees"][0].GetProperty("code").GetString();
    }

    [Fact]
    public async Task A_committee_is_dissolved_does_not_change_nor_meet_any_more_and_frees_its_name()
    {
        var (hets, hg) = (await house.As("HETS", "management"), await house.As("HG", "management"));
        var id = await Form("Groupe dissous");
        var path = $"{Committees}/{id}";
        (await hets.Post(Meetings, Meeting("2015-03-01", "Adopté.", id))).Is(201);
        (await hets.Act(path + "/dissolutions", new { dissolvedOn = "2015-02-28" })).IsProblem(409, "committee-met-later");
        (await hets.Act(path + "/dissolutions", new { dissolvedOn = "2199-01-01" })).IsProblem(422, "committee-date-invalid");
        (await hets.Act(path + "/dissolutions", new { dissolvedOn = "2015-06-30", reason = "x" })).IsProblem(422, "dissolution-reason-invalid");
        (await hets.Post(path + "/dissolutions", new { dissolvedOn = "2015-06-30" })).IsProblem(428, "etag-missing");
        (await (await house.As("HG", "finance")).Act(path + "/dissolutions", new { dissolvedOn = "2015-06-30" })).IsProblem(403, "role-missing");
        (await hets.Post(Committees, Committee("Groupe dissous"))).IsProblem(409, "committee-name-taken");

        var dissolved = (await hg.Act(path + "/dissolutions", new { dissolvedOn = "2015-06-30", reason = "Mandat rempli" })).Is(201);
        Assert.Equal(
            "dissolved 2015-06-30 Mandat rempli HG HG-management meet",
            $"{dissolved["state"]} {Said("on")} {Said("reason")} {Said("institution")} {Said("subject")} {dissolved["acts"][0]}");
        (await hets.Act(path + "/dissolutions", new { dissolvedOn = "2015-06-30" })).IsProblem(409, "committee-dissolved");
        (await hets.Act(path + "/compositions", Composition("2015-09-01", "HG-002"))).IsProblem(409, "committee-dissolved");
        (await hets.Post(Meetings, Meeting("2015-07-01", "Trop tard.", id))).IsProblem(409, "committee-dissolved");
        // It has met on its last day: that is recorded later, and corrected, but not to a day after it.
        var last = (await hets.Post(Meetings, Meeting("2015-06-30", "Fin.", id))).Is(201)["id"].GetString();
        (await hets.Act($"{Meetings}/{last}/corrections", Correction("2015-07-01", "Fin.", "Autre jour"))).IsProblem(409, "committee-dissolved");
        (await hets.Act($"{Meetings}/{last}/corrections", Correction("2015-06-29", "Fin.", "Autre jour"))).Is(201);
        (await hets.Post(Committees, Committee("Groupe dissous"))).Is(201);
        Assert.Equal(["dissolved", "active"], (await hets.Get(Committees)).Is(200)["committees"].EnumerateArray()
            .Where(one => one.GetProperty("name").GetString() == "Groupe dissous").Select(one => one.GetProperty("state").GetString()));

        string? Said(string what) => dissolved["dissolution"].GetProperty(what).GetString();
    }

    [Fact]
    public async Task A_meeting_is_corrected_with_a_reason_what_stood_is_kept_and_readers_are_told_anew()
    {
        var (hets, hg) = (await house.As("HETS", "management"), await house.As("HG", "management"));
        var id = (await hets.Post(Meetings, Meeting("2015-03-01", "Budget adopté.", await Form("Comité corrigé")))).Is(201)["id"].GetString();
        var path = $"{Meetings}/{id}";
        Assert.Equal("\"1\"", (await hg.Get(path)).Is(200).ETag);
        (await hg.Post(path + "/corrections", Correction("2015-03-02", "Budget refusé.", "Erreur"))).IsProblem(428, "etag-missing");
        (await hg.Act(path + "/corrections", Correction("2015-03-02", "Budget refusé.", "x"))).IsProblem(422, "reason-missing");
        (await hg.Act(path + "/corrections", Correction("2015-03-01", "Budget adopté.", "Rien"))).IsProblem(422, "correction-empty");
        (await hg.Act(path + "/corrections", Correction("2199-03-02", "Budget refusé.", "Erreur"))).IsProblem(422, "meeting-date-invalid");
        (await (await house.As("HG", "approver")).Act(path + "/corrections", Correction("2015-03-02", "Budget refusé.", "Erreur"))).IsProblem(403, "role-missing");
        (await (await house.As("ISSM", "management")).Post(path + "/corrections", Correction("2015-03-02", "Budget refusé.", "Erreur"), ifMatch: "\"1\"")).IsProblem(404, "agreement-not-found");
        (await hg.Post($"{Meetings}/{Guid.CreateVersion7()}/corrections", Correction("2015-03-02", "X", "Erreur"), ifMatch: "\"1\"")).IsProblem(404, "meeting-not-found");

        Assert.Equal("\"2\"", (await hg.Post(path + "/corrections", Correction("2015-03-02", "Budget refusé.", "Erreur de plume"), ifMatch: "\"1\"")).Is(201).ETag);
        (await hets.Post(path + "/corrections", Correction("2015-03-02", "Budget reporté.", "Vu trop tard"), ifMatch: "\"1\"")).IsProblem(412, "meeting-changed");
        (await hets.Post(path + "/corrections", Correction("2015-03-02", "Budget reporté.", "Vu à temps"), ifMatch: "\"2\"")).Is(201);

        var auditor = await house.As("HG", "auditor");
        var now = (await auditor.Get(path)).Is(200);
        Assert.Equal(("2015-03-02", 3, "Budget reporté."), (now["heldOn"].GetString(), now["revision"].GetInt32(), now["decisions"][0].GetProperty("text").GetString()));
        Assert.Equal(
            ["1 2015-03-01 Budget adopté.: Erreur de plume HG", "2 2015-03-02 Budget refusé.: Vu à temps HETS"],
            (await auditor.Get(path + "/corrections")).Is(200)["replaced"].EnumerateArray().Select(one =>
                $"{one.GetProperty("revision")} {one.GetProperty("content").GetProperty("heldOn")} {one.GetProperty("content").GetProperty("decisions")[0].GetProperty("text")}: "
                + $"{one.GetProperty("reason")} {one.GetProperty("institution")}"));
        Assert.Equal("1 2015-03-01 Budget adopté.; 2 2015-03-02 Budget refusé.; 3 2015-03-02 Budget reporté.", await house.Scalar<string>(InterventionsService.Host, """
            select string_agg(concat_ws(' ', body::jsonb ->> 'revision', body::jsonb ->> 'heldOn', body::jsonb -> 'decisionTexts' -> 0 ->> 'text'), '; ' order by sequence)
            from plumbing.outbox where contract = 'interventions.meeting-recorded.v1' and body::jsonb ->> 'meeting' = @id
            """, new { id }));
    }

    private async Task<string> Form(string name) =>
        (await (await house.As("HETS", "management")).Post(Committees, Committee(name))).Is(201)["id"].GetString()!;

    private static object Committee(string name) => new
    {
        kind = "monitoring",
        name,
        seats = new[] { new { institution = "HETS", seats = 1, role = "direction" } },
        invitees = new[] { new { institution = "HG", code = "HG-001" } },
    };

    private static object Composition(string effectiveFrom, string invitee, int seats = 2) => new
    {
        effectiveFrom,
        seats = new[] { new { institution = "HETS", seats, role = "direction" } },
        invitees = new[] { new { institution = "HG", code = invitee } },
    };

    private static object Meeting(string heldOn, string decision, string committee) => new
    {
        committee,
        heldOn,
        participants = new[] { new { institution = "HETS", code = "HETS-000" } },
        decisions = new[] { new { text = decision } },
    };

    private static object Correction(string heldOn, string decision, string reason) => new
    {
        reason,
        content = new { heldOn, participants = new[] { new { institution = "HETS", code = "HETS-000" } }, decisions = new[] { new { text = decision } } },
    };
}
