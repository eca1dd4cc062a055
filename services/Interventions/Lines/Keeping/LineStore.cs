using System.Text.Json;
using Dapper;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Plumbing.Text;
using Npgsql;

namespace HourExchange.Interventions.Lines.Keeping;

/// <summary>Writes lines: new ones many at a time; a changed one with its next version, and into its history what changed.</summary>
internal static class LineStore
{
    private const string InsertContributors = """
        insert into interventions.contributor (institution, code, known_since)
        select distinct institution, code, @now from unnest(@institutions, @codes) as given (institution, code)
        on conflict do nothing returning code
        """;

    private static readonly string InsertLines = $"""
        insert into interventions.intervention (id, agreement, taught_minutes, state, revision, registered_by_institution, registered_by,
            registered_at, import, version, series, co_taught, co_teachers, co_position, planned_date, planned_minutes, {LineColumns.Names})
        select id, @agreement, taught, state, 1, @institution, @subject, @now, @import, 1, series_id, co_taught_id, teachers, position,
            case when is_planned then date end, case when is_planned then taught end, {LineColumns.Names}
        from unnest(@ids, @taughts, @states, @seriesIds, @coTaughtIds, @coTeachers, @coPositions, @arePlanned, {LineColumns.Arrays})
            as line (id, taught, state, series_id, co_taught_id, teachers, position, is_planned, {LineColumns.Names})
        """;

    private static readonly string UpdateLine = $"""
        update interventions.intervention set version = version + 1, state = @State, revision = @Revision, taught_minutes = @TaughtMinutes,
            cancels = @Cancels, disputed_from = @DisputedFrom, disputed_by = @DisputedBy, proposed_minutes = @ProposedMinutes, terms_version = @TermsVersion,
            credited_minutes = @CreditedMinutes, planned_date = @PlannedDate, planned_minutes = @PlannedMinutes,
            co_teachers = @CoTeachers, co_position = @CoPosition, {LineColumns.Set}
        where id = @Id
        """;

    private const string SetPlace = "update interventions.intervention set co_teachers = @CoTeachers, co_position = @CoPosition where id = @Id";

    private const string Tell = """
        insert into interventions.line_history (intervention, version, act, institution, subject, at, reason, before, after)
        values (@id, @version, @act, @institution, @subject, @now, @reason, @before::jsonb, @after::jsonb)
        """;

    /// <param name="lines">Of one agreement, as they begin.</param>
    /// <returns>Codes of those who were in no line before: each is a contributor from now on.</returns>
    public static async Task<IReadOnlyList<string>> Insert(NpgsqlTransaction transaction, string agreement, IReadOnlyList<Line> lines, Actor actor, Guid? import, DateTimeOffset now)
    {
        var newcomers = await NoteContributors(transaction, lines, now);
        var contents = LineColumns.Parameters([.. lines.Select(line => line.Content)]);
        contents.AddDynamicParams(new
        {
            agreement,
            institution = actor.Institution,
            subject = actor.Subject,
            now,
            import,
            ids = lines.Select(line => line.Id).ToArray(),
            taughts = lines.Select(line => line.TaughtMinutes).ToArray(),
            states = lines.Select(line => LineLife.Name(line.State)).ToArray(),
            seriesIds = lines.Select(line => line.Series).ToArray(),
            coTaughtIds = lines.Select(line => line.CoTaught).ToArray(),
            coTeachers = lines.Select(line => line.CoTeachers).ToArray(),
            coPositions = lines.Select(line => line.CoPosition).ToArray(),
            arePlanned = lines.Select(line => line.IsPlanned).ToArray(),
        });
        await transaction.Connection!.ExecuteAsync(InsertLines, contents, transaction);
        await LineRecords.Tell(transaction, lines, actor.Institution);
        return newcomers;
    }

    public static async Task Update(NpgsqlTransaction transaction, LineAct act, Line before, Line after, string? reason, Actor actor, DateTimeOffset now)
    {
        var connection = transaction.Connection!;
        await NoteContributors(transaction, [after], now);
        var content = LineColumns.Parameters(after.Content);
        content.AddDynamicParams(new
        {
            after.Id,
            State = LineLife.Name(after.State),
            after.Revision,
            after.TaughtMinutes,
            after.Cancels,
            DisputedFrom = after.DisputedFrom is { } from ? LineLife.Name(from) : null,
            after.DisputedBy,
            after.ProposedMinutes,
            after.TermsVersion,
            after.CreditedMinutes,
            after.PlannedDate,
            after.PlannedMinutes,
            after.CoTeachers,
            after.CoPosition,
        });
        await connection.ExecuteAsync(UpdateLine, content, transaction);
        var (old, changed) = Difference(before, after);
        await connection.ExecuteAsync(Tell, new
        {
            id = after.Id,
            version = before.Version + 1,
            act = LineLife.Name(act),
            institution = actor.Institution,
            subject = actor.Subject,
            now,
            reason = reason?.Trim(),
            before = old,
            after = changed,
        }, transaction);
        await LineRecords.Tell(transaction, [after with { Version = before.Version + 1 }], actor.Institution);
    }

    /// <summary>Its place among those who teach together, which changes nothing that is seen of it.</summary>
    public static Task Place(NpgsqlTransaction transaction, Line line) =>
        transaction.Connection!.ExecuteAsync(SetPlace, new { line.CoTeachers, line.CoPosition, line.Id }, transaction);

    private static async Task<IReadOnlyList<string>> NoteContributors(NpgsqlTransaction transaction, IReadOnlyList<Line> lines, DateTimeOffset now) =>
        (await transaction.Connection!.QueryAsync<string>(InsertContributors, new
        {
            institutions = lines.Select(line => line.Content.LendingInstitution).ToArray(),
            codes = lines.Select(line => line.Content.Contributor).ToArray(),
            now,
        }, transaction)).AsList();

    /// <summary>The fields that differ, as they were and as they are.</summary>
    private static (string Before, string After) Difference(Line before, Line after)
    {
        var (old, now) = (Fields(before), Fields(after));
        var names = now.Keys.Where(name => !Equals(old[name], now[name])).ToList();
        return (Json(names.ToDictionary(name => name, name => old[name])), Json(names.ToDictionary(name => name, name => now[name])));
    }

    private static Dictionary<string, object?> Fields(Line line) => new(
        LineFields.All.Select(field => KeyValuePair.Create(field.Name, field.Of(line.Content))))
    {
        ["state"] = LineLife.Name(line.State),
        ["revision"] = line.Revision,
        ["taughtMinutes"] = line.TaughtMinutes,
        ["cancels"] = line.Cancels,
        ["proposedMinutes"] = line.ProposedMinutes,
        ["keys"] = string.Join(", ", line.Keys.Select(key => key.Institution)),
    };

    private static string Json(Dictionary<string, object?> fields) => JsonSerializer.Serialize(fields, StrictJson.Options);
}
