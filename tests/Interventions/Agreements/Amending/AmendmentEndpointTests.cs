using System.Text.Json.Nodes;
using HourExchange.Interventions;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;

namespace HourExchange.Tests.Interventions.Agreements.Amending;

[Trait("needs", "servers")]
public sealed class AmendmentEndpointTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task An_amendment_takes_effect_with_every_consent_in_the_order_of_recording_and_reprices_nothing_that_is_confirmed()
    {
        await Given.AgreementInForce(house, "AMEND");
        var (hets, hg) = (await house.As("HETS", "management"), await house.As("HG", "management"));
        var id = (await (await house.As("HETS", "registrar")).Post("interventions", Given.LineRequest("A-1", "AMEND", "2015-10-01"))).Is(201)["id"].GetString();
        await TurningKeys.Line(house, $"interventions/{id}");

        // A trial keeps nothing: the day is still free.
        (await hets.Post("agreements/AMEND/amendments?dryRun=true", Amendment("2015-09-01", "2"))).Is(200);
        (await hets.Post("agreements/AMEND/amendments?dryRun=true", Amendment("2015-09-01", "beaucoup"))).IsProblem(422, "coefficient-invalid");
        var first = await Amend(hets, "2015-09-01", "2");
        var second = await Amend(hg, "2014-10-01", "1/2");
        (await hets.Post("agreements/AMEND/amendments", Amendment("2015-09-01", "3"))).IsProblem(422, "amendment-overlaps");
        (await (await house.As("ISSM", "management")).Post("agreements/AMEND/amendments", Amendment("2017-09-01", "3"))).IsProblem(404, "agreement-not-found");
        (await (await house.As("HETS", "finance")).Post("agreements/AMEND/amendments", Amendment("2017-09-01", "3"))).IsProblem(403, "role-missing");

        Assert.Equal(["", "consent withdraw", "withdraw"], await Acts("management"));
        Assert.Equal(["", "", ""], await Acts("auditor"));
        (await hets.Post("agreements/AMEND/consents", new { hash = second })).IsProblem(409, "earlier-layer-pending");
        (await hets.Post("agreements/AMEND/consents", new { hash = first })).Is(201);
        Assert.Equal("3/2", await Coefficient("2015-10-01"));
        Assert.Equal(["", "withdraw", "withdraw"], await Acts("management"));
        (await hg.Post("agreements/AMEND/consents", new { hash = first })).Is(201);
        Assert.Equal(["", "", "consent withdraw"], await Acts("management"));
        Assert.Equal("2", await Coefficient("2015-10-01"));
        (await hg.Post("agreements/AMEND/withdrawals", new { hash = first })).IsProblem(409, "layer-not-pending");
        foreach (var party in new[] { hets, hg })
        {
            (await party.Post("agreements/AMEND/consents", new { hash = second })).Is(201);
        }

        // Recorded later, effective earlier: it holds until the other begins.
        Assert.Equal(["3/2", "1/2", "1/2", "2"], new[] { await Coefficient("2014-09-30"), await Coefficient("2014-10-01"), await Coefficient("2015-08-31"), await Coefficient("2015-09-01") });
        Assert.Equal(180, (await (await house.As("HETS", "auditor")).Get($"interventions/{id}"))["creditedMinutes"].GetInt32());
        Assert.Equal("1,2,3", await house.Scalar<string>(InterventionsService.Host,
            "select string_agg(body::jsonb ->> 'version', ',' order by sequence) from plumbing.outbox where contract = 'interventions.agreement-terms-changed.v1' and body like '%\"agreement\":\"AMEND\"%'"));

        var third = await Amend(hets, "2018-09-01", "1");
        (await hg.Post("agreements/AMEND/withdrawals", new { hash = third })).Is(200);
        (await hg.Post("agreements/AMEND/consents", new { hash = third })).IsProblem(412, "consent-hash-unknown");
        Assert.Equal(["", "", "", ""], await Acts("management"));

        async Task<IEnumerable<string>> Acts(string role) => (await (await house.As("HETS", role)).Get("agreements/AMEND")).Is(200)["layers"].EnumerateArray()
            .Select(layer => string.Join(' ', layer.GetProperty("acts").EnumerateArray().Select(act => act.GetString())));
    }

    [Fact]
    public async Task Labels_and_rubrics_are_consented_to_amended_to_none_and_back_and_announced()
    {
        await Agreeing.Institutions(house);
        var rubric = new Rubric("enseignement", new Dictionary<string, string> { ["fr"] = "Enseignement", ["de"] = "Lehre" }, ["formation-de-base"]);
        var labels = new TermLabels(Natures: new Dictionary<string, IReadOnlyDictionary<string, string>> { ["cours"] = new Dictionary<string, string> { ["fr"] = "Cours ex cathedra" } });
        await Agreeing.InForce(house, Given.Agreement("LABELS") with { Labels = labels, Rubrics = [rubric] });
        var hets = await house.As("HETS", "management");
        (await hets.Post("agreements/LABELS/amendments", Changes("2015-09-01", """{"rubrics":[]}"""))).IsProblem(422, "rubrics-invalid");
        (await hets.Post("agreements/LABELS/amendments", Changes("2015-09-01", """{"labels":{"natures":{"cours":{"it":"Corso"}}}}"""))).IsProblem(422, "label-language-unknown");
        // The label falls with what it names.
        (await hets.Post("agreements/LABELS/amendments", Changes("2015-09-01", """{"natures":{"cours":null}}"""))).IsProblem(422, "label-code-unknown");
        await Consented("2015-09-01", """{"labels":null,"rubrics":null}""");
        await Consented("2016-09-01", """{"labels":{"natures":{"td":{"fr":"Travaux dirigés"}}},"rubrics":[{"code":"conclusion","labels":{},"domains":[]}]}""");
        await Consented("2017-09-01", """{"labels":{"natures":{"cours":{"de":"Kurs"}}}}""");

        Assert.Equal(
            [
                """{"natures":{"cours":{"fr":"Cours ex cathedra"}}} enseignement formation-de-base""",
                "null ",
                """{"natures":{"td":{"fr":"Travaux dirigés"}}} conclusion """,
                """{"natures":{"td":{"fr":"Travaux dirigés"},"cours":{"de":"Kurs"}}} conclusion """,
            ],
            new[] { await On("2015-08-31"), await On("2015-09-01"), await On("2016-09-01"), await On("2017-09-01") });
        Assert.Equal("enseignement, -, conclusion, conclusion", await house.Scalar<string>(InterventionsService.Host, """
            select string_agg(coalesce((period ->> 'terms')::jsonb -> 'rubrics' -> 0 ->> 'code', '-'), ', ' order by period ->> 'from')
            from plumbing.outbox, jsonb_array_elements(body::jsonb -> 'timeline') as period
            where contract = 'interventions.agreement-terms-changed.v1' and body::jsonb ->> 'agreement' = 'LABELS' and body::jsonb ->> 'version' = '4'
            """));

        async Task Consented(string from, string changes)
        {
            var hash = (await hets.Post("agreements/LABELS/amendments", Changes(from, changes))).Is(201)["hash"].GetString();
            foreach (var party in new[] { hets, await house.As("HG", "management") })
            {
                (await party.Post("agreements/LABELS/consents", new { hash })).Is(201);
            }
        }

        async Task<string> On(string day)
        {
            var content = (await hets.Get($"agreements/LABELS/terms?on={day}")).Is(200)["content"];
            var rubrics = content.TryGetProperty("rubrics", out var some) ? some.EnumerateArray().Select(one => $"{one.GetProperty("code")} {string.Join(' ', one.GetProperty("domains").EnumerateArray())}") : [""];
            return $"{(content.TryGetProperty("labels", out var label) ? label.GetRawText() : "null")} {string.Join("; ", rubrics)}";
        }

        static object Changes(string effectiveFrom, string changes) =>
            new { kind = "amendment", reference = "Avenant", effectiveFrom, changes = JsonNode.Parse(changes) };
    }

    [Fact]
    public async Task A_notice_ends_the_agreement_and_deadlines_tell_of_it()
    {
        await Given.AgreementInForce(house, "NOTICE");
        var management = await house.As("HG", "management");
        var before = (await management.Get("agreements/NOTICE/deadlines?on=2017-12-20")).Is(200);
        Assert.Equal((2, 1, "2018-05-13"), (before["term"].GetProperty("number").GetInt32(), before["term"].GetProperty("renewalsElapsed").GetInt32(), before["term"].GetProperty("lastDay").GetString()));
        var notice = before["deadlines"].EnumerateArray().Single(deadline => deadline.GetProperty("kind").GetString() == "notice");
        Assert.Equal(("2018-01-13", 24, true), (notice.GetProperty("dueOn").GetString(), notice.GetProperty("daysLeft").GetInt32(), notice.GetProperty("alert").GetBoolean()));

        // No steering meeting has been held, and what the action plan foresees is due as well.
        Assert.Equal(2, before["steeringMeetingsMissing"].GetInt32());
        (await management.Post("agreements/NOTICE/actions", new { text = "Publier le calendrier", responsible = "HG", dueOn = "2017-12-31" })).Is(201);
        var action = (await management.Get("agreements/NOTICE/deadlines?on=2017-12-20")).Is(200)["deadlines"][0];
        Assert.Equal(("action", "2017-12-31", 11), (action.GetProperty("kind").GetString(), action.GetProperty("dueOn").GetString(), action.GetProperty("daysLeft").GetInt32()));
        (await management.Post("agreements/NOTICE/notices", new { givenBy = "ISSM", receivedOn = "2018-01-13" })).IsProblem(422, "notice-invalid");
        (await management.Post("agreements/NOTICE/notices", new { givenBy = "HETS", receivedOn = "2200-01-13" })).IsProblem(422, "notice-invalid");
        Assert.Equal("2018-05-13", (await management.Post("agreements/NOTICE/notices", new { givenBy = "HETS", receivedOn = "2018-01-13" })).Is(201)["endsOn"].GetString());
        Assert.Equal(["action", "agreement-end"], (await management.Get("agreements/NOTICE/deadlines?on=2017-12-20")).Is(200)["deadlines"].EnumerateArray().Select(deadline => deadline.GetProperty("kind").GetString()));
        (await management.Get("agreements/NOTICE/terms?on=2018-05-14")).IsProblem(422, "no-terms-in-force");
        (await (await house.As("HG", "registrar")).Post("interventions", Given.LineRequest("N-1", "NOTICE", "2018-05-14"))).IsProblem(422, "date-outside-agreement");
    }

    [Fact]
    public async Task A_line_whose_nature_an_amendment_takes_away_is_not_confirmed_until_it_is_corrected()
    {
        await Given.AgreementInForce(house, "GONE");
        var id = (await (await house.As("HETS", "registrar")).Post("interventions", Given.LineRequest("G-1", "GONE"))).Is(201)["id"].GetString();
        (await (await house.As("HETS", "approver")).Act($"interventions/{id}/confirmations", new { })).Is(200);
        var hash = (await (await house.As("HG", "management")).Post("agreements/GONE/amendments", new
        {
            kind = "amendment",
            reference = "Avenant 1",
            effectiveFrom = "2014-09-01",
            changes = new { natures = new Dictionary<string, object?> { ["cours"] = null } },
        })).Is(201)["hash"].GetString();
        await Agreeing.Consent(house, "GONE", hash, "HETS", "HG");

        var approver = await house.As("HG", "approver");
        (await approver.Act($"interventions/{id}/confirmations", new { })).IsProblem(409, "nature-unknown");
        var many = (await approver.Post("interventions/confirmations", new { ids = new[] { id } })).Is(200);
        Assert.Equal((0, "nature-unknown"), (many["turned"].GetInt32(), many["refused"][0].GetProperty("code").GetString()));
        (await (await house.As("HETS", "registrar")).Act($"interventions/{id}/corrections", new { reason = "Autre nature", changes = new { nature = "td" } })).Is(200);
        await TurningKeys.Line(house, $"interventions/{id}");
    }

    [Fact]
    public async Task Each_management_consents_by_a_person_of_its_own()
    {
        await Given.AgreementInForce(house, "PERSON");
        var (here, there) = (await house.As("HETS", "management", "both"), await house.As("HG", "management", "both"));
        var hash = (await here.Post("agreements/PERSON/amendments", Amendment("2015-09-01", "2"))).Is(201)["hash"].GetString();
        (await here.Post("agreements/PERSON/consents", new { hash })).Is(201);
        (await there.Post("agreements/PERSON/consents", new { hash })).IsProblem(403, "consented-by-same-person");
        Assert.False((await here.Post("agreements/PERSON/consents", new { hash })).Is(201)["inForce"].GetBoolean());
        Assert.True((await (await house.As("HG", "management")).Post("agreements/PERSON/consents", new { hash })).Is(201)["inForce"].GetBoolean());
    }

    [Fact]
    public async Task An_amendment_that_rests_on_a_withdrawn_one_does_not_come_into_force()
    {
        await Given.AgreementInForce(house, "RESTS");
        var (hets, hg) = (await house.As("HETS", "management"), await house.As("HG", "management"));
        async Task<string?> Recorded(string from, Dictionary<string, int?> units) => (await hets.Post(
            "agreements/RESTS/amendments", new { kind = "amendment", reference = "Avenant du " + from, effectiveFrom = from, changes = new { units } })).Is(201)["hash"].GetString();
        var adds = await Recorded("2015-09-01", new() { ["minute"] = 1 });
        var takes = await Recorded("2016-09-01", new() { ["heure"] = null, ["période"] = null });
        (await hets.Post("agreements/RESTS/withdrawals", new { hash = adds })).Is(200);
        (await hets.Post("agreements/RESTS/consents", new { hash = takes })).Is(201);
        (await hg.Post("agreements/RESTS/consents", new { hash = takes })).IsProblem(409, "amendment-no-longer-fits");
        Assert.True((await hg.Get("agreements/RESTS/terms?on=2016-09-01")).Is(200)["content"].GetProperty("units").TryGetProperty("heure", out _));
        (await hg.Post("agreements/RESTS/withdrawals", new { hash = takes })).Is(200);
    }

    [Fact]
    public async Task A_line_whose_unit_has_other_minutes_now_is_not_confirmed_until_both_see_its_duration()
    {
        await Given.AgreementInForce(house, "LONGER");
        var id = (await (await house.As("HETS", "registrar")).Post("interventions", Given.LineRequest("T-1", "LONGER"))).Is(201)["id"].GetString();
        (await (await house.As("HETS", "approver")).Act($"interventions/{id}/confirmations", new { })).Is(200);
        var hash = (await (await house.As("HG", "management")).Post("agreements/LONGER/amendments", new
        {
            kind = "amendment",
            reference = "Avenant 1",
            effectiveFrom = "2014-09-01",
            changes = new { units = new { heure = 50 } },
        })).Is(201)["hash"].GetString();
        await Agreeing.Consent(house, "LONGER", hash, "HETS", "HG");

        (await (await house.As("HG", "approver")).Act($"interventions/{id}/confirmations", new { })).IsProblem(409, "terms-changed");
        var corrected = (await (await house.As("HETS", "registrar")).Act(
            $"interventions/{id}/corrections", new { reason = "Heures de 50 minutes", changes = new { quantity = 2.4 } })).Is(200);
        Assert.Equal((120, 0), (corrected["taughtMinutes"].GetInt32(), corrected["keys"].GetArrayLength()));
        await TurningKeys.Line(house, $"interventions/{id}");
    }

    private static object Amendment(string from, string coefficient) => new
    {
        kind = "amendment",
        reference = "Avenant du " + from,
        effectiveFrom = from,
        changes = new { natures = new { cours = new { coefficient } } },
    };

    private static async Task<string> Amend(Institution party, string from, string coefficient) =>
        (await party.Post("agreements/AMEND/amendments", Amendment(from, coefficient))).Is(201)["hash"].GetString()!;

    private async Task<string> Coefficient(string on) =>
        (await (await house.As("HG", "finance")).Get($"agreements/AMEND/terms?on={on}")).Is(200)["content"].GetProperty("natures").GetProperty("cours").GetProperty("coefficient").GetString()!;
}
