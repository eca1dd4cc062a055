using System.Text.Json;
using Dapper;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Plumbing.Text;
using Npgsql;

namespace HourExchange.Interventions.Lines.ProposingChanges;

/// <summary>What lists say differently of known lines: once a line, institution and content.</summary>
internal static class ProposalStore
{
    // Hashed as the database writes it: the order of the fields and fields that say nothing make no difference.
    private const string Insert = """
        insert into interventions.proposed_change (id, intervention, import, institution, proposed_by, proposed_at, content, content_hash)
        select id, line, @import, @institution, @subject, @now, content, sha256(convert_to(content::text, 'UTF8'))
        from (select id, line, jsonb_strip_nulls(content::jsonb) as content from unnest(@ids, @lines, @contents) as given (id, line, content)) as proposed
        on conflict do nothing
        """;

    public static async Task Add(
        NpgsqlTransaction transaction, IReadOnlyList<(Guid Line, LineContent Content)> proposed, Actor actor, Guid? import, DateTimeOffset now)
    {
        if (proposed.Count == 0)
        {
            return;
        }

        await transaction.Connection!.ExecuteAsync(Insert, new
        {
            import,
            institution = actor.Institution,
            subject = actor.Subject,
            now,
            ids = proposed.Select(_ => Guid.CreateVersion7()).ToArray(),
            lines = proposed.Select(change => change.Line).ToArray(),
            contents = proposed.Select(change => JsonSerializer.Serialize(change.Content, StrictJson.Options)).ToArray(),
        }, transaction);
    }
}
