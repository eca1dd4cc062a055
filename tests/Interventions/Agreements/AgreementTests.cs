using HourExchange.Interventions;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Interventions.Agreements;

[Trait("needs", "servers")]
public sealed class AgreementTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task Terms_take_effect_when_the_management_of_every_party_has_consented_to_their_hash()
    {
        var operators = await house.As("*", "operator");
        foreach (var code in new[] { "HETS", "HG" })
        {
            (await operators.Post("institutions", new { code, name = code, kind = "school" })).Is(201);
            (await operators.Post("institutions", new { code, name = code, kind = "school" })).Is(200);
        }

        (await operators.Post("institutions", new { code = "HG", name = "other", kind = "school" })).IsProblem(409, "institution-known");
        (await operators.Post("institutions", new { code = "a b", name = "other", kind = "school" })).IsProblem(422, "institution-code-invalid");

        var hets = await house.As("HETS", "management");
        var hg = await house.As("HG", "management");
        // A trial says what would be refused, all at once, and keeps nothing.
        (await hets.Post("agreements?dryRun=true", Given.Agreement())).Is(200);
        Assert.Equal(
            ["agreement-term-invalid", "currency-invalid"],
            (await hets.Post("agreements?dryRun=true", Given.Agreement() with { TermYears = 0, Currency = "chf" })).IsProblem(422, "agreement-term-invalid")["faults"].EnumerateArray().Select(fault => fault.GetProperty("code").GetString()));
        var recorded = (await hets.Post("agreements", Given.Agreement())).Is(201);
        var hash = recorded["hash"].GetString();
        (await hets.Post("agreements", Given.Agreement())).IsProblem(409, "agreement-ref-taken");
        (await hets.Post("agreements", Given.Agreement("X") with { Parties = ["HETS", "NONE"] })).IsProblem(422, "institution-unknown");
        (await hets.Post("agreements", Given.Agreement("X") with { Parties = ["HETS"] })).IsProblem(422, "agreement-parties-invalid");
        (await (await house.As("ISSM", "management")).Post("agreements", Given.Agreement("X"))).IsProblem(403, "agreement-of-others");

        (await hets.Post("agreements/HETS-HG/consents", new { hash = "0" })).IsProblem(412, "consent-hash-unknown");
        (await hg.Post("agreements/HETS-HG/consents", new { hash })).Is(201);
        (await (await house.As("HG", "registrar")).Post("interventions", Given.LineRequest("A-1"))).IsProblem(422, "date-outside-agreement");
        (await hg.Get("agreements/HETS-HG/terms?on=2014-10-01")).IsProblem(422, "no-terms-in-force");

        Assert.True((await hets.Post("agreements/HETS-HG/consents", new { hash })).Is(201)["inForce"].GetBoolean());
        (await hets.Post("agreements/HETS-HG/consents", new { hash })).Is(201);
        (await (await house.As("HG", "registrar")).Post("interventions", Given.LineRequest("A-1"))).Is(201);
        Assert.Equal("2014-2015", (await hg.Get("agreements/HETS-HG/terms?on=2014-10-01")).Is(200)["year"].GetString());
        Assert.Equal(["HETS", "HG"], (await hg.Get("agreements/HETS-HG")).Is(200)["layers"][0].GetProperty("consents").EnumerateArray().Select(party => party.GetString()));
        Assert.Equal(1, await house.Scalar<long>(InterventionsService.Host, "select count(*) from plumbing.outbox where contract = 'interventions.agreement-terms-changed.v1'"));
    }
}
