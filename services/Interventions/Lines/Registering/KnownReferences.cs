using Dapper;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Interventions.Lines.Keeping;
using Npgsql;

namespace HourExchange.Interventions.Lines.Registering;

/// <summary>How institutions refer to lines: each numbers them as it likes.</summary>
internal static class KnownReferences
{
    private static readonly string Known = $"""
        select reference.reference as key, reference.institution as referred_by, line.registered_by_institution as registered_by, line.id, line.state, line.taught_minutes, line.co_teachers, line.co_position,
            {LineColumns.Read}
        from interventions.line_reference as reference join interventions.intervention as line on line.id = reference.intervention
        where reference.agreement = @agreement and reference.reference = any(@references)
        """;

    private const string Insert = """
        insert into interventions.line_reference (agreement, institution, reference, intervention, registered_by)
        select @agreement, @institution, reference, id, @subject from unnest(@references, @ids) as given (reference, id)
        """;

    /// <summary>Lines already registered under one of these references, by any party.</summary>
    public static async Task<ILookup<string, KnownLine>> Find(NpgsqlConnection connection, NpgsqlTransaction? transaction, string agreement, IEnumerable<string> references) =>
        (await connection.QueryAsync<Row, LineContent, (string Key, KnownLine Line)>(
            Known, (row, content) => (row.Key, new KnownLine(row.Id, row.ReferredBy, row.RegisteredBy, content, LineLife.State(row.State), row.TaughtMinutes, row.CoTeachers, row.CoPosition)),
            new { agreement, references = references.ToArray() }, transaction, splitOn: LineColumns.First))
            .ToLookup(known => known.Key, known => known.Line, StringComparer.Ordinal);

    public static Task Add(NpgsqlTransaction transaction, string agreement, Actor actor, IReadOnlyList<(string Reference, Guid Id)> references) =>
        references.Count == 0
            ? Task.CompletedTask
            : transaction.Connection!.ExecuteAsync(Insert, new
            {
                agreement,
                institution = actor.Institution,
                subject = actor.Subject,
                references = references.Select(given => given.Reference).ToArray(),
                ids = references.Select(given => given.Id).ToArray(),
            }, transaction);

    private sealed record Row(string Key, string ReferredBy, string RegisteredBy, Guid Id, string State, int TaughtMinutes, int CoTeachers, int CoPosition);
}
