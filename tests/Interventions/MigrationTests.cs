using System.Security.Cryptography;
using System.Text;
using HourExchange.Interventions;
using HourExchange.Plumbing.Database;
using HourExchange.Plumbing.Text;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Interventions;

/// <summary>What was recorded before committees changed and events had texts is read, changed and told rightly after.</summary>
[Trait("needs", "servers")]
public sealed class MigrationTests(House house) : IClassFixture<House>
{
    private const string LaterSchema = "0016";

    private const string RecordedThen = """
        insert into interventions.institution (code, name, kind, registered_at) values ('HETS', 'École', 'school', now()), ('HG', 'Hospice', 'agency', now());
        insert into interventions.agreement (ref, reference, signed, recorded_by_institution, recorded_by, recorded_at)
            values ('HETS-HG', 'HETS-HG 2012', '2012-05-14', 'HETS', 'x', now());
        insert into interventions.agreement_party (agreement, position, institution) values ('HETS-HG', 1, 'HETS'), ('HETS-HG', 2, 'HG');
        insert into interventions.agreement_layer (agreement, version, effective_from, content, hash, in_force_since)
            values ('HETS-HG', 1, '2012-05-14', @terms, @hash, now());
        insert into interventions.committee (id, agreement, number, kind, name, formed_by_institution, formed_by, formed_at)
            values (@id, 'HETS-HG', 1, 'steering', 'Pilotage', 'HETS', 'HETS-x', '2013-01-01');
        insert into interventions.committee_seat (committee, agreement, position, institution, seats, role) values (@id, 'HETS-HG', 1, 'HETS', 2, 'direction');
        insert into interventions.committee_person (committee, position, standing, institution, code) values (@id, 1, 'member', 'HETS', 'HETS-001');
        insert into interventions.meeting (id, agreement, number, committee, held_on, recorded_by_institution, recorded_by, recorded_at)
            values (@id, 'HETS-HG', 1, @id, '2014-10-01', 'HETS', 'x', now());
        insert into interventions.meeting_participant (meeting, position, institution, code) values (@id, 1, 'HETS', 'HETS-001');
        insert into interventions.decision (meeting, number, text) values (@id, 1, 'Adopté.');
        insert into interventions.commitment (id, agreement, number, kind, text, recorded_by_institution, recorded_by, recorded_at)
            values (@id, 'HETS-HG', 1, 'other', 'Ensemble', 'HETS', 'x', now());
        insert into interventions.commitment_state (commitment, revision, state, said_by_institution, said_by, said_at)
            values (@id, 1, 'planned', 'HETS', 'x', now()), (@id, 2, 'running', 'HETS', 'x', now());
        insert into interventions.action (id, agreement, number, text, responsible, due_on, planned_by_institution, planned_by, planned_at)
            values (@id, 'HETS-HG', 1, 'Publier', 'HG', '2015-03-31', 'HETS', 'x', now());
        insert into interventions.action_state (action, revision, state, said_by_institution, said_by, said_at)
            values (@id, 1, 'open', 'HETS', 'x', now());
        """;

    [Fact]
    public async Task What_was_recorded_then_is_read_and_what_is_told_of_it_goes_on_counting()
    {
        await BackToSchemaOfThen();
        var id = Guid.CreateVersion7();
        var (terms, hash) = HashedText.Of(Given.Agreement());
        await house.Execute(InterventionsService.Host, RecordedThen, new { id, terms, hash });
        var settings = house.Settings(InterventionsService.Host);
        await Migrator.Migrate(settings["Database:Owner"]!, settings["Database:Service"]!, InterventionsService.Host.Assembly);

        var hets = await house.As("HETS", "management");
        Assert.Equal(1, (await hets.Get("agreements/HETS-HG/committees?on=1990-01-01")).Is(200)["committees"][0].GetProperty("members").GetArrayLength());
        Assert.Equal("HETS-x", (await hets.Get($"agreements/HETS-HG/committees/{id}/compositions")).Is(200)["compositions"][0].GetProperty("subject").GetString());
        (await hets.Post($"agreements/HETS-HG/committees/{id}/compositions",
            new { effectiveFrom = "2015-01-01", seats = new[] { new { institution = "HETS", seats = 1, role = "direction" } } }, ifMatch: "\"1\"")).Is(201);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await hets.Get("agreements/HETS-HG/commitments")).Is(200)["commitments"][0].GetProperty("owedBy").ValueKind);

        (await hets.Post($"agreements/HETS-HG/commitments/{id}/states", new { state = "fulfilled" })).Is(201);
        (await hets.Post($"agreements/HETS-HG/actions/{id}/states", new { state = "done" })).Is(201);
        (await hets.Post($"agreements/HETS-HG/meetings/{id}/corrections", new
        {
            reason = "Oubli",
            content = new { heldOn = "2014-10-01", participants = new[] { new { institution = "HETS", code = "HETS-001" } }, decisions = new[] { new { text = "Refusé." } } },
        }, ifMatch: "\"1\"")).Is(201);
        Assert.Equal("2 Pilotage, 3 Ensemble, 2 Publier, 2 Refusé.", await house.Scalar<string>(InterventionsService.Host, """
            select string_agg(concat_ws(' ', body::jsonb ->> 'revision', coalesce(body::jsonb ->> 'text', body::jsonb ->> 'called', body::jsonb -> 'decisionTexts' -> 0 ->> 'text')), ', ' order by sequence)
            from plumbing.outbox where contract like 'interventions.%-changed.v1' or contract = 'interventions.meeting-recorded.v1'
            """));
    }

    private async Task BackToSchemaOfThen()
    {
        const string Prefix = "HourExchange.Interventions.Schema.";
        await house.Execute(InterventionsService.Host, "drop schema interventions cascade; delete from plumbing.schema_migration where part = 'service'");
        var assembly = InterventionsService.Host.Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..]).Where(name => string.CompareOrdinal(name, LaterSchema) < 0).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(Prefix + name)!);
            var sql = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
            await house.Execute(InterventionsService.Host, sql.Replace("${service}", "hxtest_interventions", StringComparison.Ordinal));
            await house.Execute(InterventionsService.Host, "insert into plumbing.schema_migration (part, name, checksum) values ('service', @name, @checksum)",
                new { name, checksum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql))) });
        }
    }
}
