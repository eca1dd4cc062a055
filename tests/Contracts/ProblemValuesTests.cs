using System.Text.Json;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Contracts;

/// <summary>The values of a refusal, wherever it is told: in a problem, of a field, of a row, of one of many.</summary>
[Trait("needs", "servers")]
public sealed class ProblemValuesTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_refusal_has_its_values_beside_its_code()
    {
        await Given.AgreementInForce(house, "VALUES");
        var registrar = await house.As("HETS", "registrar");
        var refused = (await registrar.Post("interventions", Given.LineRequest("V-1", "VALUES", date: "2014-10-01", nature: "concert"))).IsProblem(422, "nature-unknown");
        Assert.Equal("concert", refused["values"].GetProperty("nature").GetString());
        Assert.Equal("concert", refused["faults"][0].GetProperty("values").GetProperty("nature").GetString());

        var list = (await registrar.PostRaw("imports?agreement=VALUES", Given.Csv(Given.Row("V-2", date: "32.10.2014"), Given.Row("V-3", nature: "concert")))).IsProblem(422, "import-rejected");
        Assert.Equal("2", list["values"].GetProperty("rows").GetString());
        var rows = list["rejected"].EnumerateArray().ToList();
        Assert.Equal((2, "Date", "date-invalid", "32.10.2014"), Cell(rows[0]));
        Assert.Equal((3, "Nature", "nature-unknown", "concert"), Cell(rows[1]));
        Assert.Equal("concert", rows[1].GetProperty("values").GetProperty("nature").GetString());

        var id = (await registrar.Post("interventions", Given.LineRequest("V-4", "VALUES"))).Is(201)["id"].GetString();
        var declined = (await (await house.As("HG", "approver")).Post("interventions/declines", new { ids = new[] { id }, reason = "Pas libre" })).Is(200)["results"][0];
        Assert.Equal(
            ("transition-illegal", "delivered", "decline"),
            (declined.GetProperty("code").GetString(), declined.GetProperty("values").GetProperty("state").GetString(), declined.GetProperty("values").GetProperty("act").GetString()));
    }

    private static (int, string?, string?, string?) Cell(JsonElement row) =>
        (row.GetProperty("row").GetInt32(), row.GetProperty("column").GetString(), row.GetProperty("code").GetString(), row.GetProperty("value").GetString());
}
