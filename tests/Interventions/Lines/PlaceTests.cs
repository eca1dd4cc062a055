using System.Text;
using System.Text.Json;
using HourExchange.Interventions;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Interventions.Lines;

/// <summary>Where an intervention took place: stated, shown, corrected, told, listed, exported, struck; never in an event.</summary>
[Trait("needs", "servers")]
public sealed class PlaceTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_place_goes_wherever_a_line_goes_for_people()
    {
        await Given.AgreementInForce(house, "PLACE");
        var registrar = await house.As("HETS", "registrar");
        var request = JsonSerializer.SerializeToNode(Given.LineRequest("P-1", "PLACE"))!.AsObject();
        request["place"] = new string('x', 101);
        Assert.Equal("place", (await registrar.Post("interventions", request)).IsProblem(422, "text-invalid")["field"].GetString());
        request["place"] = "Salle 204, chez Zzqf Brevforg";
        var line = (await registrar.Post("interventions", request)).Is(201);
        Assert.Equal("Salle 204, chez Zzqf Brevforg", line["place"].GetString());

        var path = $"interventions/{line["id"].GetString()}";
        Assert.Equal("Salle 207", (await registrar.Act($"{path}/corrections", new { reason = "Autre salle", changes = new { place = "Salle 207" } })).Is(200)["place"].GetString());
        var corrected = (await registrar.Get(path + "/history")).Is(200)["history"][1];
        Assert.Equal("Salle 204, chez Zzqf Brevforg", corrected.GetProperty("before").GetProperty("place").GetString());
        Assert.Equal("Salle 207", corrected.GetProperty("after").GetProperty("place").GetString());

        var list = (await registrar.Get("interventions/list.csv?agreement=PLACE")).Is(200).Text;
        Assert.Contains(";Employeur informé;Lieu;", list, StringComparison.Ordinal);
        Assert.Contains(";oui;Salle 207;", list, StringComparison.Ordinal);
        Assert.Equal(1, (await registrar.PostRaw("imports?agreement=PLACE", Encoding.UTF8.GetBytes(list))).Is(200)["duplicates"].GetInt32());
        Assert.Equal(1, (await registrar.PostRaw("imports?agreement=PLACE", Encoding.UTF8.GetBytes(list.Replace("Salle 207", "Salle 1", StringComparison.Ordinal)))).Is(200)["proposed"].GetInt32());

        Assert.InRange((await (await house.As("HG", "registrar")).Post("contributors", new { institution = "HG", code = "HG-031", name = "Zzqf Brevforg" })).Status, 200, 201);
        (await (await house.As("HG", "management")).Post("contributors/HG/HG-031/forgettings", new { reason = "asked" })).Is(201);
        Assert.DoesNotContain("Brevforg", (await registrar.Get(path + "/history")).Is(200).Text, StringComparison.Ordinal);
        Assert.Equal(0, await house.Scalar<long>(InterventionsService.Host, "select count(*) from plumbing.outbox where body like '%Salle%'"));
    }
}
