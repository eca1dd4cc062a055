using System.Text.Json.Nodes;
using HourExchange.Interventions;
using HourExchange.Plumbing.Database;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Interventions.Lines.Importing;

/// <summary>Changes that lists proposed before contents were hashed by the database (migration 0008).</summary>
[Trait("needs", "servers")]
public sealed class ProposedBeforeTests(House house) : IClassFixture<House>
{
    private const string NotRunYet = "delete from plumbing.schema_migration where part = 'service' and name = '0008-proposed-content.sql'";

    [Fact]
    public async Task A_change_proposed_before_is_not_proposed_once_more_and_can_be_taken()
    {
        await Given.AgreementInForce(house, "BEFORE");
        var registrar = await house.As("HETS", "registrar");
        (await registrar.PostRaw("imports?agreement=BEFORE", Given.Csv(Given.Row("B-1")))).Is(200);
        var changed = Given.Csv(Given.Row("B-1", quantity: "3"));
        Assert.Equal(1, (await registrar.PostRaw("imports?agreement=BEFORE", changed)).Is(200)["proposed"].GetInt32());

        // As it was kept then: with a reference and with what it does not say, and hashed as the service wrote it.
        await house.Execute(InterventionsService.Host, """
            update interventions.proposed_change
            set content = content || '{"reference":null,"regime":null,"programme":null,"expertise":null}', content_hash = sha256('of then')
            """);
        await house.Execute(InterventionsService.Host, NotRunYet);
        var settings = house.Settings(InterventionsService.Host);
        await Migrator.Migrate(settings["Database:Owner"]!, settings["Database:Service"]!, InterventionsService.Host.Assembly);

        (await registrar.PostRaw("imports?agreement=BEFORE", changed)).Is(200);
        var id = await house.Scalar<Guid>(InterventionsService.Host, "select id from interventions.intervention where agreement = 'BEFORE'");
        var proposed = Assert.Single((await registrar.Get($"interventions/{id}/proposed-changes")).Is(200)["proposed"].EnumerateArray().ToList());
        var content = JsonNode.Parse(proposed.GetProperty("content").GetRawText())!.AsObject();
        Assert.Equal((3m, false, true), ((decimal)content["quantity"]!, content.ContainsKey("reference"), content.ContainsKey("programme")));
        var line = (await registrar.Act($"interventions/{id}/corrections", new { reason = "Avant", changes = new { title = "Avant" } })).Is(200);
        Assert.Equal(3m, (await registrar.Post($"proposed-changes/{proposed.GetProperty("id").GetString()}/decisions",
            new { decision = "taken", reason = "Selon la liste" }, ifMatch: line.ETag)).Is(200)["quantity"].GetDecimal());
    }
}
