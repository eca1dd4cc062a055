using Dapper;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Plumbing.Database;
using Npgsql;

namespace HourExchange.Interventions.Lines.Keeping;

/// <summary>Reads lines with their references and keys: three statements and one way there and back, however many lines.</summary>
internal static class LineQuery
{
    // Locked in one statement and read in the next, on one way there and back: what is read beside the line is as new as the line.
    private const string Lock = $"""
        select count(*) from (
            select line.id from interventions.intervention as line where line.id = any(@which) and {Own} order by line.id for no key update of line) as locked
        """;

    private const string WithGroups = """
        select id from interventions.intervention where id = any(@ids)
        union
        select other.id from interventions.intervention as line join interventions.intervention as other on other.co_taught = line.co_taught
        where line.id = any(@ids)
        """;

    private const string Own = $"line.agreement in {AgreementAccess.Own}";

    private static readonly string OfParty = Read(Own);

    private static readonly string Taken = $"{Lock};{OfParty}";

    private static readonly string Any = Read("true");

    private static string Select => $"""
        select line.id, line.agreement, line.state, line.revision, line.version, line.taught_minutes, line.series, line.co_taught, line.co_teachers,
            line.co_position, line.cancels, line.disputed_from, line.disputed_by, line.proposed_minutes, line.posting_revision, line.posting_number, line.posting_refused,
            line.terms_version, line.credited_minutes, line.standing_minutes, line.planned_date, line.planned_minutes,
            coalesce((select not takes_back from interventions.announcement
                      where intervention = line.id and not refused order by posting_revision desc limit 1), false) as stands,
            (select reason from interventions.line_history as told where told.intervention = line.id and act in ('correct', 'cancel')
                and after ? 'revision' and exists (select from interventions.turned_key as fallen where fallen.intervention = line.id and fallen.revision = line.revision - 1)
             order by version desc limit 1) as keys_void,
            array(select institution from interventions.turned_key as fallen where fallen.intervention = line.id and fallen.revision = line.revision - 1 order by 1) as keys_fallen,
            array(select line.registered_by
                  union select registered_by from interventions.line_reference where intervention = line.id
                  union select subject from interventions.line_history where intervention = line.id and act in ('deliver', 'correct', 'cancel') and after ? 'revision'
                  union select proposed_by from interventions.proposed_change where intervention = line.id and decided = 'taken') as hands,
            {LineColumns.Read}
        from interventions.intervention as line
        """;

    private static string Read(string may) => $"""
        {Select} where line.id = any(@which) and {may} order by line.id;
        select intervention, institution, reference from interventions.line_reference where intervention = any(@which) order by institution;
        select key.intervention, key.institution, key.turned_by as subject, key.turned_at as at, key.tacit
        from interventions.turned_key as key join interventions.intervention as line on line.id = key.intervention and line.revision = key.revision
        where key.intervention = any(@which) order by key.turned_at, key.institution
        """;

    /// <returns>The lines by id, locked until the transaction ends; those of agreements that the institution is no party to are left out.</returns>
    public static Task<IReadOnlyList<Line>> Take(NpgsqlTransaction transaction, Guid[] ids, string institution) =>
        Read(transaction.Connection!, transaction, Taken, ids, institution);

    /// <returns>As <see cref="Take"/>, with all who teach together with one of them.</returns>
    public static async Task<IReadOnlyList<Line>> TakeWithGroups(NpgsqlTransaction transaction, Guid[] ids, string institution) =>
        await Take(transaction, [.. await transaction.Connection!.QueryAsync<Guid>(WithGroups, new { ids }, transaction)], institution);

    /// <returns>Null where there is no such line, or the institution is no party to its agreement.</returns>
    public static async Task<Line?> Find(NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid id, string institution) =>
        (await Read(connection, transaction, [id], institution)).SingleOrDefault();

    /// <returns>The lines in the order of their ids as given.</returns>
    public static async Task<IReadOnlyList<Line>> FindAll(NpgsqlConnection connection, Guid[] ids, string institution)
    {
        var lines = (await Read(connection, null, ids, institution)).ToDictionary(line => line.Id);
        return [.. ids.Where(lines.ContainsKey).Select(id => lines[id])];
    }

    /// <returns>Whoever is a party to their agreements: for what is told between services.</returns>
    public static Task<IReadOnlyList<Line>> FindAny(NpgsqlTransaction transaction, Guid[] ids) =>
        Read(transaction.Connection!, transaction, Any, ids, institution: null);

    private static Task<IReadOnlyList<Line>> Read(NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid[] ids, string institution) =>
        Read(connection, transaction, OfParty, ids, institution);

    private static async Task<IReadOnlyList<Line>> Read(NpgsqlConnection connection, NpgsqlTransaction? transaction, string read, Guid[] ids, string? institution)
    {
        var (sql, which) = HotStatement.Which(read, ids);
        await using var command = await HotStatement.Prepare(connection, transaction, sql, which, HotStatement.Text("institution", institution));
        await using var reader = await command.ExecuteReaderAsync();
        if (read == Taken)
        {
            await reader.ReadResult<long>();
        }

        var split = reader.GetOrdinal(LineColumns.First);
        var (line, content) = (reader.GetRowParser<Line>(length: split), reader.GetRowParser<LineContent>(startIndex: split));
        var lines = new List<Line>();
        while (await reader.ReadAsync())
        {
            lines.Add(line(reader) with { Content = content(reader) });
        }

        await reader.NextResultAsync();
        var references = (await reader.ReadResult<ReferenceRow>()).ToLookup(
            reference => reference.Intervention, reference => new LineReference(reference.Institution, reference.Reference));
        var keys = (await reader.ReadResult<KeyRow>()).ToLookup(
            key => key.Intervention, key => new LineKey(key.Institution, key.Subject, new DateTimeOffset(key.At), key.Tacit));
        return [.. lines.Select(one => one with { References = [.. references[one.Id]], Keys = [.. keys[one.Id]] })];
    }

    private sealed record ReferenceRow(Guid Intervention, string Institution, string Reference);

    private sealed record KeyRow(Guid Intervention, string Institution, string Subject, DateTime At, bool Tacit);
}
