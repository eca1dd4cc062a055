using HourExchange.Interventions;
using HourExchange.Ledger;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;

namespace HourExchange.Tests.Interventions.Lines.Correcting;

/// <summary>What becomes of a posted line that changes, with the real ledger.</summary>
[Trait("needs", "servers")]
public sealed class CorrectionTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task The_original_posting_stands_until_both_keys_turn_over_the_correction()
    {
        await Given.AgreementInForce(house, "CORRECT");
        var path = await Posted("CORRECT", "C-1", minutes: 180);
        var registrar = await house.As("HG", "registrar");
        (await registrar.Act($"{path}/corrections", new { changes = new { quantity = 3 } })).IsProblem(422, "reason-missing");
        (await registrar.Act($"{path}/corrections", new { reason = "Rien ne change", changes = new { quantity = 2 } })).IsProblem(422, "correction-empty");
        (await registrar.Act($"{path}/corrections", new { reason = "Trop long", changes = new { quantity = 30 } })).IsProblem(422, "minutes-over-a-day");
        (await registrar.Act($"{path}/corrections", new { reason = "Autre maison", changes = new { receivingInstitution = "ISSM" } })).IsProblem(422, "institutions-fixed");
        var corrected = (await registrar.Act($"{path}/corrections", new { reason = "Une heure de plus", changes = new { quantity = 3 } })).Is(200);
        Assert.Equal(("delivered", 2, "Une heure de plus"), (corrected["state"].GetString(), corrected["revision"].GetInt32(), corrected["keysVoid"].GetString()));
        Assert.Empty(corrected["keys"].EnumerateArray());
        Assert.Equal(180, await BookTables.Balance(house, "HG", "CORRECT"));

        // Who corrected it does not confirm it, whatever the token's role.
        (await (await house.As("HG", "approver", "HG-registrar")).Act($"{path}/confirmations", new { })).IsProblem(403, "registered-by-same-person");
        await Confirm(path);
        await Eventually.Equal(270, () => BookTables.Balance(house, "HG", "CORRECT"));
        Assert.Equal(3, await BookTables.Count(house, "CORRECT"));
        await Eventually.Equal(3, async () => (await registrar.Get(path))["postingNumber"] is { ValueKind: System.Text.Json.JsonValueKind.Number } number ? number.GetInt32() : 0);
    }

    [Fact]
    public async Task A_posted_line_is_cancelled_by_both_keys_and_reversed()
    {
        await Given.AgreementInForce(house, "CANCEL");
        var path = await Posted("CANCEL", "X-1", minutes: 180);
        var registrar = await house.As("HETS", "registrar");
        var asked = (await registrar.Act($"{path}/cancellations", new { reason = "Saisie deux fois" })).Is(200);
        Assert.Equal(("delivered", true), (asked["state"].GetString(), asked["cancels"].GetBoolean()));
        (await registrar.Act($"{path}/cancellations", new { reason = "Saisie deux fois" })).IsProblem(409, "cancellation-pending");
        Assert.Equal(180, await BookTables.Balance(house, "HG", "CANCEL"));
        await Confirm(path);
        Assert.Equal("cancelled", (await registrar.Get(path)).Is(200)["state"].GetString());
        await Eventually.Equal(0, () => BookTables.Balance(house, "HG", "CANCEL"));
        await Eventually.Equal(2, async () => (await registrar.Get(path))["postingNumber"] is { ValueKind: System.Text.Json.JsonValueKind.Number } number ? number.GetInt32() : 0);
        var illegal = (await registrar.Act($"{path}/corrections", new { reason = "Trop tard", changes = new { quantity = 1 } })).IsProblem(409, "transition-illegal");
        Assert.Equal("cancelled", illegal["state"].GetString());
        Assert.Empty(illegal["possible"].EnumerateArray());
    }

    [Fact]
    public async Task A_posted_line_that_turns_out_to_be_free_is_taken_back_and_posted_anew_when_it_is_exchanged_again()
    {
        await Given.AgreementInForce(house, "REGIME");
        var path = await Posted("REGIME", "R-1", minutes: 180);
        var registrar = await house.As("HETS", "registrar");
        (await registrar.Act($"{path}/corrections", new { reason = "Offerte", changes = new { regime = "free" } })).Is(200);
        await Confirm(path);
        await Eventually.Equal(0, () => BookTables.Balance(house, "HG", "REGIME"));
        Assert.Equal("confirmed", (await registrar.Get(path))["state"].GetString());
        // Nothing stands any more: what is corrected and confirmed now is not announced, and uses no revision up.
        (await registrar.Act($"{path}/corrections", new { reason = "Autre personne", changes = new { contributor = "HG-032" } })).Is(200);
        await Confirm(path);
        (await registrar.Act($"{path}/corrections", new { reason = "Échangée quand même", changes = new { regime = "exchanged" } })).Is(200);
        await Confirm(path);
        await Eventually.Equal(180, () => BookTables.Balance(house, "HG", "REGIME"));
        Assert.Equal(3, await BookTables.Count(house, "REGIME"));
    }

    [Fact]
    public async Task A_posting_that_the_ledger_refused_leaves_its_number_to_the_next_pair_of_keys()
    {
        await Given.AgreementInForce(house, "REFUSED");
        var id = (await (await house.As("HETS", "registrar")).Post("interventions", Given.LineRequest("F-1", "REFUSED"))).Is(201)["id"].GetGuid();
        // A book that knows other parties refuses the line.
        await Eventually.Equal(1, () => house.Scalar<int>(LedgerService.Host, "select count(*)::int from ledger.book where ref = 'REFUSED'"));
        await house.Execute(LedgerService.Host, "update ledger.book set parties = '{HETS,ISSM}' where ref = 'REFUSED'");
        await Confirm($"interventions/{id}");
        var registrar = await house.As("HETS", "registrar");
        await Eventually.Equal("institutions-invalid", async () => (await registrar.Get($"interventions/{id}"))["postingRefused"].GetString() ?? "");
        await house.Execute(LedgerService.Host, "update ledger.book set parties = '{HETS,HG}' where ref = 'REFUSED'");
        (await registrar.Act($"interventions/{id}/corrections", new { reason = "Encore une fois", changes = new { contributor = "HG-032" } })).Is(200);
        await Confirm($"interventions/{id}");
        await Eventually.Equal(180, () => BookTables.Balance(house, "HG", "REFUSED"));
    }

    [Fact]
    public async Task Who_corrects_and_confirms_at_once_never_holds_both_ends()
    {
        await Given.AgreementInForce(house, "BOTH");
        var (registrar, approver) = (await house.As("HG", "registrar", "same"), await house.As("HG", "approver", "same"));
        for (var round = 0; round < 20; round++)
        {
            var id = (await (await house.As("HETS", "registrar")).Post("interventions", Given.LineRequest($"B-{round}", "BOTH"))).Is(201)["id"].GetGuid();
            await Task.WhenAll(
                registrar.Post($"interventions/{id}/corrections", new { reason = "Une heure de plus", changes = new { quantity = 3 } }, ifMatch: "\"1\""),
                approver.Post("interventions/confirmations", new { ids = new[] { id } }));
            Assert.Equal(0, await house.Scalar<long>(InterventionsService.Host,
                "select count(*) from interventions.turned_key where intervention = @id and revision = 2 and turned_by = 'same'", new { id }));
        }
    }

    [Fact]
    public async Task Many_are_confirmed_at_the_revisions_that_were_looked_at_and_only_keys_that_were_turned_fall()
    {
        await Given.AgreementInForce(house, "SEEN");
        var registrar = await house.As("HETS", "registrar");
        var ids = new List<string>();
        foreach (var number in Enumerable.Range(1, 3))
        {
            ids.Add((await registrar.Post("interventions", Given.LineRequest($"S-{number}", "SEEN"))).Is(201)["id"].GetString()!);
        }

        var approver = await house.As("HG", "approver");
        (await approver.Act($"interventions/{ids[1]}/confirmations", new { })).Is(200);
        // Two are corrected while the third key is thought about: one of them had a key, of one institution.
        foreach (var id in ids.Take(2))
        {
            var corrected = (await registrar.Act($"interventions/{id}/corrections", new { reason = "Une heure de plus", changes = new { quantity = 3 } })).Is(200);
            Assert.Equal(id == ids[1] ? ["HG"] : Array.Empty<string>(), corrected["keysFallen"].EnumerateArray().Select(institution => institution.GetString()!));
        }

        var seen = (await approver.Post("interventions/confirmations", new { ids, revisions = ids.ToDictionary(id => id, _ => 1) })).Is(200);
        Assert.Equal((3, 1), (seen["lines"].GetInt32(), seen["turned"].GetInt32()));
        Assert.Equal(
            ids.Take(2).Select(id => (id, "revision-changed")).Order(),
            seen["refused"].EnumerateArray().Select(line => (line.GetProperty("id").GetString()!, line.GetProperty("code").GetString()!)).Order());
        Assert.Empty((await approver.Get($"interventions/{ids[0]}")).Is(200)["keys"].EnumerateArray());

        // Looked at again; and without revisions the present ones are confirmed, as before.
        Assert.Equal(1, (await approver.Post("interventions/confirmations", new { ids = ids.Take(1), revisions = new Dictionary<string, int> { [ids[0]] = 2 } })).Is(200)["turned"].GetInt32());
        Assert.Equal(1, (await approver.Post("interventions/confirmations", new { ids })).Is(200)["turned"].GetInt32());
        (await approver.Post("interventions/confirmations", new { ids, revisions = new Dictionary<string, int> { ["S-1"] = 1 } })).IsProblem(400, "body-invalid");
    }

    [Fact]
    public async Task What_is_not_exchanged_is_confirmed_and_never_announced()
    {
        await Given.AgreementInForce(house, "COUNTED");
        var amendment = (await (await house.As("HG", "management")).Post("agreements/COUNTED/amendments", new
        {
            kind = "amendment",
            reference = "Avenant 1",
            effectiveFrom = "2014-09-01",
            changes = new { natures = new { supervision = new { coefficient = "1", tariff = "0.00", exchanged = false } } },
        })).Is(201);
        (await (await house.As("HETS", "registrar")).Post("interventions", Given.LineRequest("N-1", "COUNTED", nature: "supervision"))).IsProblem(422, "nature-unknown");
        await Agreeing.Consent(house, "COUNTED", amendment["hash"].GetString(), "HETS", "HG");

        var id = (await (await house.As("HETS", "registrar")).Post("interventions", Given.LineRequest("N-1", "COUNTED", nature: "supervision"))).Is(201)["id"].GetString();
        await Confirm($"interventions/{id}");
        Assert.Equal("confirmed", (await (await house.As("HG", "auditor")).Get($"interventions/{id}"))["state"].GetString());
        Assert.Equal(0, await house.Scalar<long>(
            InterventionsService.Host, "select count(*) from plumbing.outbox where contract = 'interventions.intervention-confirmed.v1' and body like '%' || @id || '%'", new { id }));
        // Never posted, so cancelled at once.
        Assert.Equal("cancelled", (await (await house.As("HETS", "registrar")).Act($"interventions/{id}/cancellations", new { reason = "Saisie deux fois" })).Is(200)["state"].GetString());
    }

    [Fact]
    public async Task A_series_is_a_line_each_in_the_year_of_its_own_date()
    {
        await Given.AgreementInForce(house, "SERIES");
        var registrar = await house.As("HETS", "registrar");
        var request = System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, object>>(System.Text.Json.JsonSerializer.Serialize(Given.LineRequest("S", "SERIES", "2015-08-24")))!;
        request["dates"] = new[] { "2015-08-31", "2015-09-07" };
        request["coTeachers"] = new[] { "HG-002" };
        var series = (await registrar.Post("interventions", request)).Is(201);
        Assert.Equal(6, series["lines"].GetArrayLength());
        // Each counts in full where the terms do not share.
        Assert.Equal(6 * 120, await house.Scalar<long>(InterventionsService.Host, "select sum(taught_minutes) from interventions.intervention where agreement = 'SERIES'"));
        // Said again it is the same series.
        Assert.Equal(series["series"].GetGuid(), (await registrar.Post("interventions", request)).Is(200)["series"].GetGuid());
        request["dates"] = new[] { "2015-08-24" };
        (await registrar.Post("interventions", request)).IsProblem(422, "series-invalid");
    }

    private async Task<string> Posted(string agreement, string reference, long minutes)
    {
        var id = (await (await house.As("HETS", "registrar")).Post("interventions", Given.LineRequest(reference, agreement))).Is(201)["id"].GetString();
        await Confirm($"interventions/{id}");
        await Eventually.Equal(minutes, () => BookTables.Balance(house, "HG", agreement));
        return $"interventions/{id}";
    }

    private async Task Confirm(string path)
    {
        await TurningKeys.Line(house, path);
    }
}
