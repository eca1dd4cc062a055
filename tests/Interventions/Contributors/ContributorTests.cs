using System.Text.Json;
using HourExchange.Interventions;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Interventions.Contributors;

[Trait("needs", "servers")]
public sealed class ContributorTests(House house) : IClassFixture<House>, IAsyncLifetime
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
    public async Task The_employers_registrar_makes_a_contributor_known_and_the_answer_has_no_name()
    {
        var registrar = await house.As("HG", "registrar");
        var person = new { institution = "HG", code = "HG-100", name = "Zzqa Brevforg", mail = "zzqa@exemple.invalid", phone = "+41 22 000 00 99", expertise = new[] { "dettes" } };
        var made = (await registrar.Post("contributors", person, "contributor-1")).Is(201);
        Assert.Equal("""{"institution":"HG","code":"HG-100","expertise":["dettes"],"known":true}""", made.Text);
        Assert.Equal(made.Text, (await registrar.Post("contributors", person, "contributor-1")).Is(201).Text);
        Assert.Equal(0, await house.Scalar<long>(InterventionsService.Host, "select count(*) from plumbing.idempotent_answer where answer ilike '%zzqa%'"));

        // What is left out stays, an empty text takes away.
        (await registrar.Post("contributors", new { institution = "HG", code = "HG-100", mail = "", expertise = new[] { "logement", "dettes" } })).Is(200);
        var seen = (await registrar.Get("contributors/HG/HG-100")).Is(200);
        Assert.Equal("""["logement","dettes"]""", seen["expertise"].GetRawText());
        Assert.Equal("Zzqa Brevforg", seen["name"].GetString());
        Assert.Equal("+41 22 000 00 99", seen["phone"].GetString());
        Assert.Null(seen["mail"].GetString());

        (await (await house.As("HETS", "registrar")).Post("contributors", person)).IsProblem(403, "contributor-of-others");
        (await (await house.As("HG", "approver")).Post("contributors", person)).IsProblem(403, "role-missing");
        (await (await house.As("HG", "management")).Post("contributors", person)).IsProblem(403, "role-missing");
        (await (await house.As("Nowhere", "registrar")).Post("contributors", new { institution = "Nowhere", code = "X" })).IsProblem(422, "institution-unknown");
        (await registrar.Post("contributors", new { institution = "HG", code = "HG:1" })).IsProblem(422, "contributor-invalid");
        (await registrar.Post("contributors", new { institution = "HG", code = "HG-1", name = "\t" })).IsProblem(422, "contributor-name-invalid");
        var refused = (await registrar.Post("contributors", new { institution = "HG", code = "HG-1", mail = "Zzqa Brevforg" })).IsProblem(422, "contributor-mail-invalid");
        Assert.DoesNotContain("zzqa", refused.Text, StringComparison.OrdinalIgnoreCase);
        refused = (await registrar.Post("contributors", new { institution = "HG", code = "HG-1", name = new[] { "Zzqa" } })).IsProblem(400, "body-invalid");
        Assert.DoesNotContain("zzqa", refused.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Parties_see_codes_and_expertise_and_only_the_own_institution_sees_names()
    {
        var registrar = await house.As("HG", "registrar");
        (await registrar.Post("contributors", new { institution = "HG", code = "HG-200/1", name = "Zzqb Brevforg", expertise = new[] { "santé" } })).Is(201);
        foreach (var role in new[] { "registrar", "approver", "management" })
        {
            Assert.Equal("Zzqb Brevforg", (await (await house.As("HG", role)).Get("contributors/HG/HG-200%2F1")).Is(200)["name"].GetString());
        }

        foreach (var (institution, role) in new[] { ("HG", "finance"), ("HG", "auditor"), ("HETS", "registrar"), ("HETS", "management") })
        {
            var seen = (await (await house.As(institution, role)).Get("contributors/HG/HG-200%2F1")).Is(200);
            Assert.DoesNotContain("Zzqb", seen.Text, StringComparison.Ordinal);
            Assert.Equal("""["santé"]""", seen["expertise"].GetRawText());
            Assert.DoesNotContain("Zzqb", (await (await house.As(institution, role)).Get("contributors?institution=HG")).Is(200).Text, StringComparison.Ordinal);
        }

        (await (await house.As("HG", "admin")).Get("contributors?institution=HG")).IsProblem(403, "role-missing");
        (await (await house.As("ISSM", "registrar")).Get("contributors?institution=HG")).IsProblem(404, "contributor-not-found");
        (await (await house.As("ISSM", "registrar")).Get("contributors/HG/HG-200%2F1")).IsProblem(404, "contributor-not-found");
        (await registrar.Get("contributors/HG/HG-nobody")).IsProblem(404, "contributor-not-found");

        // To be named in an agreement that one has not consented to opens nothing.
        (await (await house.As("ISSM", "management")).Post("agreements", Given.Agreement("ISSM-HG") with { Parties = ["ISSM", "HG"] })).Is(201);
        (await (await house.As("ISSM", "registrar")).Get("contributors?institution=HG")).IsProblem(404, "contributor-not-found");
    }

    [Fact]
    public async Task Contributors_are_read_page_by_page()
    {
        var registrar = await house.As("CG68", "registrar");
        foreach (var code in new[] { "P-3", "P-1", "P-2" })
        {
            (await registrar.Post("contributors", new { institution = "CG68", code })).Is(201);
        }

        var first = (await registrar.Get("contributors?institution=CG68&limit=2")).Is(200);
        Assert.Equal(["P-1", "P-2"], first["contributors"].EnumerateArray().Select(contributor => contributor.GetProperty("code").GetString()));
        var second = (await registrar.Get($"contributors?institution=CG68&limit=2&after={first["next"].GetString()}")).Is(200);
        Assert.Equal(["P-3"], second["contributors"].EnumerateArray().Select(contributor => contributor.GetProperty("code").GetString()));
        Assert.Null(second["next"].GetString());
        (await registrar.Get("contributors?institution=CG68&limit=101")).IsProblem(400, "page-invalid");
        (await registrar.Get("contributors")).IsProblem(400, "request-invalid");
    }

    [Fact]
    public async Task A_code_that_was_corrected_away_is_nobody_any_more()
    {
        var registrar = await house.As("HETS", "registrar");
        var request = JsonSerializer.SerializeToNode(Given.LineRequest("TYPO-1"))!.AsObject();
        request["contributor"] = "HG-40O";
        var id = (await registrar.Post("interventions", request)).Is(201)["id"].GetString();
        Assert.Contains("HG-40O", await Codes());
        (await registrar.Act($"interventions/{id}/corrections", new { changes = new { contributor = "HG-400" }, reason = "Zéro" })).Is(200);
        var left = await Codes();
        Assert.Contains("HG-400", left);
        Assert.DoesNotContain("HG-40O", left);
        Assert.Equal("HG-40O", (await registrar.Get("contributors/HG/HG-40O")).Is(200)["code"].GetString());

        async Task<List<string?>> Codes() => [.. (await registrar.Get("contributors?institution=HG&limit=100")).Is(200)["contributors"].EnumerateArray().Select(contributor => contributor.GetProperty("code").GetString())];
    }

    [Fact]
    public async Task A_forgotten_code_stays_and_never_gets_a_person_again()
    {
        var registrar = await house.As("HG", "registrar");
        (await registrar.Post("contributors", new { institution = "HG", code = "HG-300", name = "Zzqc Brevforg", expertise = new[] { "dettes" } })).Is(201);
        const string Path = "contributors/HG/HG-300/forgettings";
        (await (await house.As("HG", "registrar")).Post(Path, new { })).IsProblem(403, "role-missing");
        (await (await house.As("HETS", "management")).Post(Path, new { })).IsProblem(403, "contributor-of-others");
        var admin = await house.As("HG", "admin");
        (await admin.Post(Path, new { reason = "Zzqc" })).IsProblem(422, "forgetting-reason-unknown");
        (await admin.Post("contributors/HG/HG-nobody/forgettings", new { })).IsProblem(404, "contributor-not-found");

        var forgotten = (await admin.Post(Path, new { reason = "asked" })).Is(201);
        Assert.Equal("HG-300", forgotten["code"].GetString());
        Assert.Equal(0, (await (await house.As("HG", "management")).Post(Path, new { })).Is(200)["textsChanged"].GetInt32());
        Assert.Equal(
            """{"institution":"HG","code":"HG-300","expertise":[],"forgotten":true,"name":null,"mail":null,"phone":null}""",
            (await registrar.Get("contributors/HG/HG-300")).Is(200).Text);
        (await registrar.Post("contributors", new { institution = "HG", code = "HG-300", name = "Zzqd Brevforg" })).IsProblem(409, "contributor-forgotten");
        Assert.Empty(await EveryTable.With(house, "Zzqc", "Zzqd"));

        // Lines may still name the code: what took place took place.
        (await registrar.Post("interventions", new
        {
            agreement = "HETS-HG",
            date = "2014-10-01",
            lendingInstitution = "HG",
            receivingInstitution = "HETS",
            contributor = "HG-300",
            domain = "formation-de-base",
            nature = "cours",
            quantity = 1,
            unit = "heure",
        })).Is(201);
    }
}
