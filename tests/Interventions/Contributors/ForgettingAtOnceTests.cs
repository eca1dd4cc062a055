using HourExchange.Interventions;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Interventions.Contributors;

/// <summary>A person is forgotten while others write: what is told last is what is stored, and has no name.</summary>
[Trait("needs", "servers")]
public sealed class ForgettingAtOnceTests(House house) : IClassFixture<House>
{
    private const int Rounds = 12;

    [Fact]
    public async Task What_is_told_last_is_what_is_stored_whoever_comes_first()
    {
        await Given.AgreementInForce(house);
        var (management, registrar) = (await house.As("HG", "management"), await house.As("HG", "registrar"));
        var committee = (await management.Post("agreements/HETS-HG/committees", new
        {
            kind = "steering",
            name = "Pilotage",
            seats = new[] { new { institution = "HG", seats = 1, role = "direction" } },
        })).Is(201)["id"].GetString();
        for (var round = 1; round <= Rounds; round++)
        {
            var (code, name) = ($"HG-{round}", $"Zzqa Brevforg{new string((char)('a' + round), 4)}");
            (await registrar.Post("contributors", new { institution = "HG", code, name })).Is(201);
            var commitment = (await management.Post("agreements/HETS-HG/commitments", new { kind = "other", text = $"Relève de {name}" })).Is(201)["id"].GetString();
            var meeting = (await management.Post("agreements/HETS-HG/meetings", Meeting(committee, $"{name} préside."))).Is(201)["id"].GetString();
            var answers = await Task.WhenAll(
                management.Post($"agreements/HETS-HG/commitments/{commitment}/states", new { state = "running" }),
                management.Post($"agreements/HETS-HG/meetings/{meeting}/corrections", new { reason = "Oubli", content = Meeting(null, "Rien de plus.") }, ifMatch: "\"1\""),
                management.Post($"contributors/HG/{code}/forgettings", new { reason = "asked" }),
                management.Post($"agreements/HETS-HG/commitments/{commitment}/remarks", new { year = "2014-2015", text = "Tenue." }),
                management.Post($"agreements/HETS-HG/commitments/{commitment}/states", new { state = "fulfilled" }));
            Assert.All(answers, answer => answer.Is(201));
        }

        Assert.Equal(Rounds, await house.Scalar<long>(InterventionsService.Host, "select count(*) from interventions.commitment where text like 'Relève de HG-%'"));
        // Numbered without a gap, and the highest tells what is stored.
        Assert.Equal(Rounds, await house.Scalar<long>(InterventionsService.Host, """
            select count(*) from interventions.commitment as stored cross join lateral (
                select count(*) as times, max((body::jsonb ->> 'revision')::int) as revision,
                    (array_agg(body::jsonb ->> 'text' order by (body::jsonb ->> 'revision')::int desc))[1] as text
                from plumbing.outbox where contract = 'interventions.commitment-changed.v1' and body::jsonb ->> 'commitment' = stored.id::text) as told
            where told.times = stored.told and told.revision = stored.told and told.text = stored.text
            """));
        Assert.Empty(await EveryTable.With(house, "Brevforg"));

        static object Meeting(string? committee, string decision)
        {
            var (heldOn, participants, decisions) = ("2015-01-15", new[] { new { institution = "HG", code = "HG-900" } }, new[] { new { text = decision } });
            return committee is null ? new { heldOn, participants, decisions } : new { committee, heldOn, participants, decisions };
        }
    }
}
