using System.Text.Json.Nodes;
using HourExchange.Interventions.Contributors.Domain;

namespace HourExchange.Tests.Interventions.Contributors.Domain;

public sealed class FreeTextsTests
{
    [Fact]
    public void Texts_change_at_any_depth_and_codes_numbers_and_field_names_do_not()
    {
        var json = JsonNode.Parse("""{"title":"cours","nature":"cours","quantity":1.50,"cours":{"note":"cours"},"list":[{"text":"cours","number":1},"cours"],"reason":null}""");
        FreeTexts.Change(json, text => text.ToUpperInvariant());
        Assert.Equal(
            """{"title":"COURS","nature":"cours","quantity":1.50,"cours":{"note":"COURS"},"list":[{"text":"COURS","number":1},"cours"],"reason":null}""",
            json!.ToJsonString());
    }
}
