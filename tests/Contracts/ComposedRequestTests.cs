using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HourExchange.Interventions;
using HourExchange.Plumbing.Text;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;

namespace HourExchange.Tests.Contracts;

/// <summary>However its accents are put together, a reference, a code or a name is one, at whichever door.</summary>
[Trait("needs", "servers")]
public sealed class ComposedRequestTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_reference_typed_on_another_system_is_the_same_by_JSON_list_query_and_path()
    {
        await Given.AgreementInForce(house, "ACCENTS");
        var registrar = await house.As("HETS", "registrar");
        var line = (await registrar.Post("interventions", Given.LineRequest("ÉTÉ-1", "ACCENTS"))).Is(201);
        var again = (await registrar.Post("interventions", Given.LineRequest(Apart("ÉTÉ-1"), "ACCENTS"))).Is(200);
        Assert.Equal(line["id"].GetString(), again["id"].GetString());
        (await registrar.PostRaw("imports?agreement=ACCENTS", Given.Csv(Given.Row("ÉTÉ-2")))).Is(200);
        Assert.Equal(1, (await registrar.PostRaw("imports?agreement=ACCENTS", Given.Csv(Given.Row(Apart("ÉTÉ-2"))))).Is(200)["duplicates"].GetInt32());
        foreach (var text in new[] { "ÉTÉ-1", Apart("ÉTÉ-1") })
        {
            Assert.Single((await registrar.Get($"interventions?agreement=ACCENTS&reference={Uri.EscapeDataString(text)}")).Is(200)["interventions"].EnumerateArray());
        }

        (await (await house.As("HG", "registrar")).Post("contributors", new { institution = "HG", code = Apart("É-031"), name = Apart("Zzqf Brèvforg") })).Is(201);
        var known = (await (await house.As("HG", "registrar")).Get($"contributors/HG/{Uri.EscapeDataString(Apart("É-031"))}")).Is(200);
        Assert.Equal(("É-031", "Zzqf Brèvforg"), (known["code"].GetString(), known["name"].GetString()));
        Assert.Equal(0, await house.Scalar<long>(InterventionsService.Host, "select count(*) from interventions.line_reference where not reference is nfc normalized"));
    }

    [Fact]
    public async Task A_path_is_decoded_once()
    {
        await Given.AgreementInForce(house, "ENCODED");
        var reader = await house.As("HETS", "auditor");
        (await reader.Get("agreements/%45NCODED")).Is(200);
        // The agreement called %45NCODED, which there is not.
        (await reader.Get("agreements/%2545NCODED")).IsProblem(404, "agreement-not-found");
        (await reader.Get("agreements/%2500")).IsProblem(404, "agreement-not-found");
    }

    [Fact]
    public async Task Codes_of_terms_are_composed_as_fields_and_as_names_of_fields()
    {
        var agreement = JsonSerializer.SerializeToNode(Given.Agreement("NATURES"), StrictJson.Options)!.AsObject();
        agreement["natures"]!.AsObject().Add(Apart("évaluation"), new JsonObject { ["coefficient"] = "1", ["tariff"] = "65.00" });
        await Agreeing.Institutions(house);
        var hash = (await (await house.As("HETS", "management")).Post("agreements", agreement)).Is(201)["hash"].GetString();
        foreach (var party in new[] { "HETS", "HG" })
        {
            (await (await house.As(party, "management")).Post("agreements/NATURES/consents", new { hash })).Is(201);
        }

        var request = JsonSerializer.SerializeToNode(Given.LineRequest("N-1", "NATURES"))!.AsObject();
        request["nature"] = "évaluation";
        (await (await house.As("HETS", "registrar")).Post("interventions", request)).Is(201);
        (await (await house.As("HETS", "management")).Post("agreements/NATURES/amendments", new
        {
            kind = "amendment",
            reference = "Avenant 1",
            effectiveFrom = "2015-09-01",
            changes = new { natures = new Dictionary<string, object> { [Apart("éveil")] = new { coefficient = "1", tariff = "65.00" } } },
        })).Is(201);
        Assert.Equal(0, await house.Scalar<long>(
            InterventionsService.Host, "select count(*) from interventions.agreement_layer as layer where not layer::text is nfc normalized"));
    }

    [Fact]
    public async Task Two_fields_that_are_one_when_composed_are_refused()
    {
        var agreement = JsonSerializer.SerializeToNode(Given.Agreement("DOUBLE"), StrictJson.Options)!.AsObject();
        foreach (var name in new[] { "évaluation", Apart("évaluation") })
        {
            agreement["natures"]!.AsObject().Add(name, new JsonObject { ["coefficient"] = "1", ["tariff"] = "65.00" });
        }

        (await (await house.As("HETS", "management")).Post("agreements", agreement)).IsProblem(400, "body-invalid");
    }

    private static string Apart(string text) => text.Normalize(NormalizationForm.FormD);
}
