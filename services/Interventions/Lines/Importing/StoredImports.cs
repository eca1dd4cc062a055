using Dapper;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Plumbing.Tables;
using HourExchange.Plumbing.Text;
using HourExchange.Words.Lists;
using Npgsql;

namespace HourExchange.Interventions.Lines.Importing;

/// <summary>Keeps stored lists; their rows are kept by <see cref="StoredRows"/>.</summary>
internal static class StoredImports
{
    private const string Columns = """
        id, agreement, institution, stored_by, expires_at, columns, rows, judged, new_rows, known_rows, change_rows, cancelled_rows, fault_rows, judged_at, failed_at,
        accepted_at, array_to_json(new_contributors)::text as new_contributors
        """;

    private const string Waiting = """
        select count(*) as lists, coalesce(sum(size), 0)::bigint as size from interventions.stored_import
        where institution = @institution and accepted_at is null and expires_at > @now
        """;

    private const string Insert = $"""
        insert into interventions.stored_import (id, agreement, institution, stored_by, stored_at, expires_at, columns, size, rows, fault_rows)
        values (@id, @agreement, @institution, @subject, @now, @expires, @columns, 0, @rows, @faults) returning {Columns}
        """;

    private const string NoteSize = "update interventions.stored_import set size = @size where id = @id";

    private const string OfInstitution = $"select {Columns} from interventions.stored_import where id = @id and institution = @institution";

    // A row's lock would do, if who looks whether it is taken did not take it for a moment too.
    private const string Take = "select pg_try_advisory_xact_lock(hashtext('stored_import'), hashtext(@id::text))";

    private const string Taken = """
        select exists (select from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())
            and classid::bigint = hashtext('stored_import')::bigint & 4294967295 and objid::bigint = hashtext(@id::text)::bigint & 4294967295 and objsubid = 2 and granted)
        """;

    private const string NoteProgress = """
        update interventions.stored_import set judged = @judged, new_rows = @New, known_rows = @Known, change_rows = @Change, cancelled_rows = @Cancelled, fault_rows = @Fault,
            judged_at = @judgedAt
        where id = @id and judged_at is null and failed_at is null
        """;

    // Lines begin for whoever lends, so a code is somebody's by its institution.
    private const string NoteNew = """
        update interventions.stored_import set new_contributors = array(
            select distinct begun.line->>'contributor' as code
            from (select becomes::jsonb as line from interventions.stored_import_row where stored_import = @id and outcome = 'new') as begun
            where not exists (
                select from interventions.contributor where institution = begun.line->>'lendingInstitution' and code = begun.line->>'contributor')
            order by code limit @limit)
        where id = @id
        """;

    private const string Accept = """
        update interventions.stored_import set accepted_at = @now, new_rows = @New, known_rows = @Known, change_rows = @Change, cancelled_rows = @Cancelled, fault_rows = @Fault
        where id = @id
        """;

    /// <summary>How many lists of an institution wait to be accepted, and how much they hold.</summary>
    public static Task<(long Lists, long Size)> CountWaiting(NpgsqlTransaction transaction, string institution, DateTimeOffset now) =>
        transaction.Connection!.QuerySingleAsync<(long Lists, long Size)>(Waiting, new { institution, now }, transaction);

    /// <returns>Null where the list holds too much.</returns>
    public static async Task<StoredImport?> Add(
        NpgsqlTransaction transaction, Guid id, string agreement, Actor actor, ReadTable<ListColumn, ListRow> list, DateTimeOffset now)
    {
        var stored = await transaction.Connection!.QuerySingleAsync<StoredImport>(Insert, new
        {
            id,
            agreement,
            institution = actor.Institution,
            subject = actor.Subject,
            now,
            expires = now + StoredImport.Kept,
            columns = StrictJson.Write(list.ColumnNames),
            rows = list.Rows.Count,
            faults = list.Rejected.DistinctBy(fault => fault.Row).Count(),
        }, transaction);
        if (await StoredRows.Add(transaction, id, list) is not { } size)
        {
            return null;
        }

        await transaction.Connection!.ExecuteAsync(NoteSize, new { id, size }, transaction);
        return stored;
    }

    /// <returns>Null where there is none, or it is another institution's.</returns>
    public static Task<StoredImport?> Find(NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid id, string institution) =>
        connection.QuerySingleOrDefaultAsync<StoredImport>(OfInstitution, new { id, institution }, transaction);

    /// <summary>One accepts a list at a time, until the transaction ends, however it ends.</summary>
    /// <returns>False while somebody else does.</returns>
    public static Task<bool> TakeToAccept(NpgsqlTransaction transaction, Guid id) =>
        transaction.Connection!.ExecuteScalarAsync<bool>(Take, new { id }, transaction);

    public static Task<bool> IsBeingAccepted(NpgsqlConnection connection, Guid id) => connection.ExecuteScalarAsync<bool>(Taken, new { id });

    /// <param name="judgedAt">Null while there is more to judge.</param>
    /// <returns>False where it is not to be judged any more.</returns>
    public static async Task<bool> NoteJudged(NpgsqlTransaction transaction, Guid id, RowCounts counts, DateTimeOffset? judgedAt) =>
        await transaction.Connection!.ExecuteAsync(NoteProgress, Parameters(id, counts, new { judged = counts.Worked, judgedAt }), transaction) == 1;

    /// <summary>Once all its rows are judged.</summary>
    public static Task NoteNewContributors(NpgsqlTransaction transaction, Guid id) =>
        transaction.Connection!.ExecuteAsync(NoteNew, new { id, limit = StoredImport.NewContributorsTold }, transaction);

    public static Task NoteAccepted(NpgsqlTransaction transaction, Guid id, RowCounts counts, DateTimeOffset now) =>
        transaction.Connection!.ExecuteAsync(Accept, Parameters(id, counts, new { now }), transaction);

    private static DynamicParameters Parameters(Guid id, RowCounts counts, object more)
    {
        var parameters = new DynamicParameters(more);
        parameters.AddDynamicParams(new { id, counts.New, counts.Known, counts.Change, counts.Cancelled, counts.Fault });
        return parameters;
    }
}
