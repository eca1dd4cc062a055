using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Lines.ProposingChanges;

/// <summary>What lists say differently of known lines: once a line, institution and content.</summary>
internal static class ProposalStore
{
    private const string Insert = """
        insert into interventions.proposed_change (id, intervention, import, institution, proposed_by, proposed_at, content, content_hash)
        select id, line, @import, @institution, @subject, @now, content::jsonb, hash
        from unnest(@ids, @lines, @contents, @hashes) as proposed (id, line, content, hash)
        on conflict do nothing
        """;

    public static async Task Add(
        NpgsqlTransaction transaction, IReadOnlyList<(Guid Line, LineDraft Draft)> proposed, Caller caller, Guid? import, DateTimeOffset now)
    {
        if (proposed.Count == 0)
        {
            return;
        }

        var contents = proposed.Select(change => JsonSerializer.Serialize(change.Draft with { Reference = null }, HttpJson.Options)).ToArray();
        await transaction.Connection!.ExecuteAsync(Insert, new
        {
            import,
            institution = caller.Institution,
            subject = caller.Subject,
            now,
            ids = proposed.Select(_ => Guid.CreateVersion7()).ToArray(),
            lines = proposed.Select(change => change.Line).ToArray(),
            contents,
            hashes = contents.Select(content => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(content))).ToArray(),
        }, transaction);
    }
}
