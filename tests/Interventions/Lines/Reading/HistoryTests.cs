using System.Text.Json;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Interventions.Lines.Reading;

[Trait("needs", "servers")]
public sealed class HistoryTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_line_tells_who_did_what_to_it_and_what_the_ledger_answered()
    {
        await Given.AgreementInForce(house, "TOLD");
        var request = JsonSerializer.SerializeToNode(Given.LineRequest("T-1", "TOLD"))!.AsObject();
        request["state"] = "requested";
        var registrar = await house.As("HETS", "registrar");
        var lender = await house.As("HG", "approver");
        var receiver = await house.As("HETS", "approver");
        var id = (await registrar.Post("interventions", request)).Is(201)["id"].GetString();
        (await lender.Act($"interventions/{id}/approvals", new { })).Is(200);
        (await registrar.Act($"interventions/{id}/deliveries", new { quantity = 3 })).Is(200);
        (await lender.Act($"interventions/{id}/confirmations", new { })).Is(200);
        (await registrar.Act($"interventions/{id}/corrections", new { changes = new { quantity = 4 }, reason = "One hour more" })).Is(200);
        (await lender.Act($"interventions/{id}/confirmations", new { })).Is(200);
        (await receiver.Act($"interventions/{id}/confirmations", new { })).Is(200);

        var auditor = await house.As("HG", "auditor");
        async Task<List<JsonElement>> History() => [.. (await auditor.Get($"interventions/{id}/history")).Is(200)["history"].EnumerateArray()];
        await Eventually.Holds("the ledger has answered", async () => (await History())[^1].GetProperty("act").GetString() == "posted");
        var history = await History();
        Assert.Equal(
            ["request HETS", "approve HG", "deliver HETS", "confirm HG", "correct HETS", "confirm HG", "confirm HETS", "posted "],
            history.Select(entry => $"{entry.GetProperty("act").GetString()} {entry.GetProperty("institution").GetString()}"));
        Assert.True(history[3].GetProperty("fell").GetBoolean());
        Assert.False(history[5].GetProperty("fell").GetBoolean());
        Assert.False(history[5].GetProperty("tacit").GetBoolean());
        Assert.Equal("One hour more", history[4].GetProperty("reason").GetString());
        Assert.Equal((3m, 4m), (history[4].GetProperty("before").GetProperty("quantity").GetDecimal(), history[4].GetProperty("after").GetProperty("quantity").GetDecimal()));
        Assert.Equal(1, history[^1].GetProperty("postingNumber").GetInt64());

        // Corrected once more it is posted under another number, and the first one stays to be read.
        (await registrar.Act($"interventions/{id}/corrections", new { changes = new { quantity = 5 }, reason = "Another hour" })).Is(200);
        (await lender.Act($"interventions/{id}/confirmations", new { })).Is(200);
        (await receiver.Act($"interventions/{id}/confirmations", new { })).Is(200);
        await Eventually.Holds("the ledger has answered again", async () => (await History())[^1].GetProperty("act").GetString() == "posted");
        Assert.Equal([1L, 3L], (await History()).Where(entry => entry.GetProperty("act").GetString() == "posted").Select(entry => entry.GetProperty("postingNumber").GetInt64()));
        (await (await house.As("ISSM", "auditor")).Get($"interventions/{id}/history")).IsProblem(404, "intervention-not-found");
        (await auditor.Get($"interventions/{Guid.NewGuid()}/history")).IsProblem(404, "intervention-not-found");
    }

    [Fact]
    public async Task The_words_of_a_dispute_are_read_by_both_sides()
    {
        await Given.AgreementInForce(house, "THREAD");
        var id = (await (await house.As("HETS", "registrar")).Post("interventions", Given.LineRequest("T-2", "THREAD"))).Is(201)["id"].GetString();
        (await (await house.As("HG", "approver")).Act($"interventions/{id}/disputes", new { reason = "Not on that day" })).Is(200);
        (await (await house.As("HETS", "approver")).Act($"interventions/{id}/disputes", new { reason = "On that day" })).Is(200);
        var thread = (await (await house.As("HG", "registrar")).Get($"interventions/{id}/thread")).Is(200);
        Assert.Equal(["1 HG Not on that day", "2 HETS On that day"], thread["messages"].EnumerateArray().Select(message =>
            $"{message.GetProperty("number").GetInt32()} {message.GetProperty("institution").GetString()} {message.GetProperty("text").GetString()}"));
        (await (await house.As("ISSM", "registrar")).Get($"interventions/{id}/thread")).IsProblem(404, "intervention-not-found");
    }
}
