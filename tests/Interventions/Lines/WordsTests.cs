using System.Text.Json;
using System.Text.Json.Nodes;
using HourExchange.Interventions;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;

namespace HourExchange.Tests.Interventions.Lines;

/// <summary>Words change nothing that keys confirm, and are for the line's two institutions alone (docs/domain.md).</summary>
[Trait("needs", "servers")]
public sealed class WordsTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_change_of_words_alone_keeps_state_revision_and_keys_before_and_after_posting()
    {
        await Given.AgreementInForce(house, "WORDS");
        var registrar = await house.As("HETS", "registrar");
        var path = "interventions/" + (await registrar.Post("interventions", Given.LineRequest("W-1", "WORDS"))).Is(201)["id"].GetString();
        (await (await house.As("HG", "approver")).Act($"{path}/confirmations", new { })).Is(200);
        var line = await Reword("HG");
        Assert.Equal(("delivered", 1, 1), (line["state"].GetString(), line["revision"].GetInt32(), line["keys"].GetArrayLength()));
        (await (await house.As("HETS", "approver")).Act($"{path}/confirmations", new { })).Is(200);
        await Eventually.Equal(1, () => BookTables.Count(house, "WORDS"));
        line = await Reword("HETS");
        Assert.Equal(("confirmed", 1, 2, JsonValueKind.Null), (line["state"].GetString(), line["revision"].GetInt32(), line["keys"].GetArrayLength(), line["keysVoid"].ValueKind));
        Assert.Equal(0, await house.Scalar<long>(
            InterventionsService.Host, "select count(*) from plumbing.outbox where contract = 'interventions.intervention-corrected.v1' and body like '%\"WORDS\"%'"));
        // The ledger was told once, and what it was told stands.
        Assert.Equal(1, await house.Scalar<long>(InterventionsService.Host, "select count(*) from interventions.announcement where intervention = @id", new { id = Guid.Parse(path.Split('/')[1]) }));

        // Any other field voids both.
        line = (await registrar.Act($"{path}/corrections", new { reason = "Une heure de plus", changes = new { quantity = 3, title = "Autre" } })).Is(200);
        Assert.Equal(("delivered", 2, 0, 180), (line["state"].GetString(), line["revision"].GetInt32(), line["keys"].GetArrayLength(), line["standingMinutes"].GetInt32()));

        async Task<Reply> Reword(string party)
        {
            Reply? last = null;
            foreach (var changes in new object[] { new { title = $"Titre de {party}" }, new { place = $"Salle de {party}" }, new { sourcing = party == "HG" ? "in-concertation" : "direct" }, new { programme = $"Bachelor {party}" } })
            {
                last = (await (await house.As(party, "registrar")).Act($"{path}/corrections", new { reason = "Mieux dit", changes })).Is(200);
            }

            return last!;
        }
    }

    [Fact]
    public async Task A_third_party_of_the_agreement_sees_the_line_and_none_of_the_words()
    {
        await Given.AgreementInForce(house, "THREE", ["HETS", "HG", "ISSM"]);
        var request = JsonSerializer.SerializeToNode(Given.LineRequest("T-1", "THREE"))!.AsObject();
        (request["title"], request["place"], request["programme"]) = ("Secret un", "Secret deux", "Secret trois");
        var path = "interventions/" + (await (await house.As("HETS", "registrar")).Post("interventions", request)).Is(201)["id"].GetString();
        (await (await house.As("HG", "approver")).Act($"{path}/disputes", new { reason = "Secret quatre" })).Is(200);
        var third = await house.As("ISSM", "auditor");
        Assert.Equal("disputed", (await third.Get(path)).Is(200)["state"].GetString());
        foreach (var seen in new[] { path, "interventions?agreement=THREE", "interventions/list.csv?agreement=THREE" })
        {
            Assert.DoesNotContain("Secret", (await third.Get(seen)).Is(200).Text, StringComparison.Ordinal);
            Assert.Contains("Secret", (await (await house.As("HG", "auditor")).Get(seen)).Is(200).Text, StringComparison.Ordinal);
        }

        foreach (var words in new[] { "history", "thread", "proposed-changes" })
        {
            (await third.Get($"{path}/{words}")).IsProblem(403, "line-of-others");
            (await (await house.As("CG68", "auditor")).Get($"{path}/{words}")).IsProblem(404, "intervention-not-found");
            (await (await house.As("HG", "auditor")).Get($"{path}/{words}")).Is(200);
        }
    }

    [Fact]
    public async Task A_name_stands_beside_its_code_for_those_who_expect_the_person_and_is_kept_nowhere_else()
    {
        await Given.AgreementInForce(house, "NAMES", ["HETS", "HG", "ISSM"]);
        // Another test may have named the code in a line before.
        Assert.InRange((await (await house.As("HG", "registrar")).Post("contributors", new { institution = "HG", code = "HG-031", name = "Zzqg Brevforg" })).Status, 200, 201);
        var path = "interventions/" + (await (await house.As("HETS", "registrar")).Post("interventions", Given.LineRequest("N-1", "NAMES"))).Is(201)["id"].GetString();
        await TurningKeys.Line(house, path);
        foreach (var (institution, role) in from institution in new[] { "HETS", "HG", "ISSM" }
                                            from role in new[] { "registrar", "approver", "management", "finance", "auditor" }
                                            select (institution, role))
        {
            var may = institution != "ISSM" && (role is "registrar" or "approver" or "management");
            var reader = await house.As(institution, role);
            foreach (var seen in new[] { path, "interventions?agreement=NAMES" })
            {
                Assert.Equal(may, (await reader.Get(seen)).Is(200).Text.Contains("\"contributorName\":\"Zzqg Brevforg\"", StringComparison.Ordinal));
            }

            // Who may not read names does not look for them, and a third party finds nobody.
            foreach (var (part, hits) in new[] { ("BREVF%C3%B6rg", 1), ("zzq", 1), ("Zzqh", 0), ("%25", 0) })
            {
                var found = await reader.Get($"interventions?agreement=NAMES&contributorName={part}");
                if (role is "registrar" or "approver" or "management")
                {
                    Assert.Equal(institution == "ISSM" ? 0 : hits, found.Is(200)["interventions"].GetArrayLength());
                }
                else
                {
                    found.IsProblem(403, "name-hidden");
                }
            }

            Assert.DoesNotContain("Brevforg", (await reader.Get("interventions/list.csv?agreement=NAMES")).Is(200).Text, StringComparison.Ordinal);
        }

        Assert.Equal(0, await house.Scalar<long>(InterventionsService.Host, """
            select (select count(*) from plumbing.outbox where body like '%Brevforg%')
                + (select count(*) from plumbing.idempotent_answer where answer like '%contributorName":"%')
            """));
    }

    [Fact]
    public async Task One_person_does_not_decide_for_one_institution_what_they_asked_for_in_another()
    {
        await Given.AgreementInForce(house, "ONE");
        var request = JsonSerializer.SerializeToNode(Given.LineRequest("O-1", "ONE"))!.AsObject();
        request["state"] = "requested";
        var path = "interventions/" + (await (await house.As("HETS", "registrar", "one-person")).Post("interventions", request)).Is(201)["id"].GetString();
        var same = await house.As("HG", "approver", "one-person");
        Assert.DoesNotContain("approve", (await same.Get(path)).Is(200)["acts"].EnumerateArray().Select(act => act.GetString()));
        (await same.Act($"{path}/approvals", new { })).IsProblem(403, "registered-by-same-person");
        (await (await house.As("HG", "approver")).Act($"{path}/approvals", new { })).Is(200);

        var amendment = (await (await house.As("HG", "management", "one-person")).Post(
            "agreements/ONE/amendments", new { kind = "annex", reference = "Annexe 1", effectiveFrom = "2015-01-01", changes = new { silenceDays = 20 } })).Is(201);
        var consent = new { hash = amendment["hash"].GetString() };
        (await (await house.As("HETS", "management", "one-person")).Post("agreements/ONE/consents", consent)).IsProblem(403, "consented-by-same-person");
        (await (await house.As("HG", "management", "one-person")).Post("agreements/ONE/consents", consent)).Is(201);
        (await (await house.As("HETS", "management")).Post("agreements/ONE/consents", consent)).Is(201);
    }

    [Fact]
    public async Task A_line_says_what_it_would_credit_and_what_was_planned_and_a_dry_run_says_so_of_one_that_is_not_there()
    {
        await Given.AgreementInForce(house, "EXPECT");
        var registrar = await house.As("HETS", "registrar");
        var request = JsonSerializer.SerializeToNode(Given.LineRequest("E-1", "EXPECT"))!.AsObject();
        request["state"] = "requested";
        var tried = (await registrar.Post("interventions?dryRun=true", request)).Is(200);
        Assert.Equal("""{"minutes":180,"coefficient":"3/2","termsVersion":1,"rule":"each"}""", tried["expectedCredit"].GetRawText());
        Assert.Empty((await registrar.Get("interventions?agreement=EXPECT")).Is(200)["interventions"].EnumerateArray());
        var path = "interventions/" + (await registrar.Post("interventions", request)).Is(201)["id"].GetString();
        (await (await house.As("HG", "approver")).Act($"{path}/approvals", new { })).Is(200);
        (await registrar.Act($"{path}/deliveries", new { date = "2014-10-08", quantity = 1 })).Is(200);
        var line = (await registrar.Get("interventions?agreement=EXPECT")).Is(200)["interventions"][0];
        Assert.Equal(
            ("2014-10-01", 120, "2014-10-08", 60, 90),
            (line.GetProperty("plannedDate").GetString(), line.GetProperty("plannedMinutes").GetInt32(), line.GetProperty("date").GetString(),
                line.GetProperty("taughtMinutes").GetInt32(), line.GetProperty("expectedCredit").GetProperty("minutes").GetInt32()));
        await TurningKeys.Line(house, path);
        var confirmed = (await registrar.Get(path)).Is(200);
        Assert.Equal((JsonValueKind.Null, 90), (confirmed["expectedCredit"].ValueKind, confirmed["creditedMinutes"].GetInt32()));

        request["reference"] = "E-2";
        request["state"] = "delivered";
        request["regime"] = "free";
        Assert.Equal("not-exchanged", (await registrar.Post("interventions?dryRun=true", request)).Is(200)["expectedCredit"].GetProperty("rule").GetString());
        // Confirmed by both it still credits nothing, on its page and in sums.
        var freePath = "interventions/" + (await registrar.Post("interventions", request)).Is(201)["id"].GetString();
        await TurningKeys.Line(house, freePath);
        var free = (await registrar.Get(freePath)).Is(200);
        Assert.Equal(("confirmed", 0), (free["state"].GetString(), free["creditedMinutes"].GetInt32()));
        // What was declined is no hour that somebody gave.
        request["reference"] = "E-4";
        request["state"] = "requested";
        request.Remove("regime");
        var declined = "interventions/" + (await registrar.Post("interventions", request)).Is(201)["id"].GetString();
        (await (await house.As("HG", "approver")).Act($"{declined}/declines", new { reason = "Personne n'est libre." })).Is(200);
        Assert.Equal("""{"lines":3,"taughtMinutes":180,"creditedMinutes":90}""", (await registrar.Get("interventions/totals?agreement=EXPECT")).Is(200).Text);
        request["nature"] = "inconnue";
        (await registrar.Post("interventions?dryRun=true", request)).IsProblem(422, "nature-unknown");
        // Half a character is refused by the same code as without a dry run.
        var half = System.Text.Encoding.UTF8.GetBytes(Given.Json(Given.LineRequest("E-3", "EXPECT")).Replace("E-3", "E-3\",\"programme\":\"\\ud800", StringComparison.Ordinal));
        foreach (var path2 in new[] { "interventions", "interventions?dryRun=true" })
        {
            (await registrar.PostRaw(path2, half, "application/json")).IsProblem(400, "body-invalid");
        }
    }
}
