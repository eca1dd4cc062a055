using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;

namespace HourExchange.Tests.Interventions.Lines.Disputing;

[Trait("needs", "servers")]
public sealed class ProposedMinutesTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task What_a_dispute_proposes_a_registrar_takes_as_a_correction_in_one_act()
    {
        await Given.AgreementInForce(house, "PROPOSED");
        var path = await Register("P-1");
        var (approver, registrar) = (await house.As("HG", "approver"), await house.As("HETS", "registrar"));
        var disputed = (await approver.Act($"{path}/disputes", new { reason = "Une heure et demie", proposedMinutes = 90 })).Is(200);
        Assert.Equal((90, "disputed"), (disputed["proposedMinutes"].GetInt32(), disputed["state"].GetString()));
        // Another word leaves what was proposed, other minutes take its place.
        Assert.Equal(90, (await approver.Act($"{path}/disputes", new { reason = "Sans la pause" })).Is(200)["proposedMinutes"].GetInt32());
        Assert.Equal(75, (await approver.Act($"{path}/disputes", new { reason = "Avec la pause", proposedMinutes = 75 })).Is(200)["proposedMinutes"].GetInt32());

        var taken = (await registrar.Act($"{path}/corrections", new { reason = "Entendu", changes = new { place = "Salle 2" }, takeProposed = true })).Is(200);
        Assert.Equal(
            ("delivered", 75, 1.25m, "heure", "Salle 2", 2),
            (taken["state"].GetString(), taken["taughtMinutes"].GetInt32(), taken["quantity"].GetDecimal(), taken["unit"].GetString(), taken["place"].GetString(), taken["revision"].GetInt32()));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, taken["proposedMinutes"].ValueKind);
        await TurningKeys.Line(house, path);
        (await registrar.Act($"{path}/corrections", new { reason = "Encore", changes = new { }, takeProposed = true })).IsProblem(409, "nothing-proposed");
    }

    [Fact]
    public async Task Minutes_are_proposed_that_the_agreement_can_count()
    {
        await Given.AgreementInForce(house, "COUNTED");
        var path = await Register("C-1");
        var approver = await house.As("HG", "approver");
        foreach (var minutes in new[] { 0, -5, 1441, 50 })
        {
            var refused = (await approver.Act($"{path}/disputes", new { reason = "Autre durée", proposedMinutes = minutes })).IsProblem(422, "proposed-minutes-invalid");
            Assert.Equal(minutes.ToString(System.Globalization.CultureInfo.InvariantCulture), refused["values"].GetProperty("minutes").GetString());
        }

        Assert.Equal("delivered", (await approver.Get(path)).Is(200)["state"].GetString());
        // Withdrawn, nothing is proposed any more.
        (await approver.Act($"{path}/disputes", new { reason = "Plus court", proposedMinutes = 81 })).Is(200);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await approver.Act($"{path}/withdrawals", new { })).Is(200)["proposedMinutes"].ValueKind);
    }

    private async Task<string> Register(string reference) =>
        "interventions/" + (await (await house.As("HETS", "registrar")).Post("interventions", Given.LineRequest(reference, reference[0] == 'P' ? "PROPOSED" : "COUNTED"))).Is(201)["id"].GetString();
}
