using Dapper;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Lines.Keeping;

/// <summary>Locks lines, sorted, and reads them with the keys turned over their present revision.</summary>
internal static class LineLock
{
    // Locked in one statement and read in the next: what is read beside the line is as new as the line.
    private const string Lock = $"""
        select count(*) from (
            select line.id from interventions.intervention as line
            where line.id = any(@ids) and line.agreement in {AgreementAccess.Own}
            order by line.id for no key update of line) as locked
        """;

    private const string Lines = $"""
        select line.id, line.agreement, line.revision, line.version, line.state, line.date, line.lending_institution, line.receiving_institution,
            line.contributor, line.domain, line.nature, line.title, trim_scale(line.quantity) as quantity, line.unit, line.taught_minutes,
            line.co_teachers, line.co_position, line.sourcing, line.employer_informed, line.regime, line.programme, line.expertise, line.cancels,
            line.disputed_from, line.disputed_by, line.posting_revision, line.terms_version, line.credited_minutes,
            line.registered_by = @subject
                or exists (select from interventions.line_reference where intervention = line.id and registered_by = @subject)
                or exists (select from interventions.line_history
                           where intervention = line.id and subject = @subject and act in ('deliver', 'correct', 'cancel'))
                or exists (select from interventions.proposed_change
                           where intervention = line.id and proposed_by = @subject and decided = 'taken') as registered_by_caller,
            coalesce((select not takes_back from interventions.announcement
                      where intervention = line.id and not refused order by posting_revision desc limit 1), false) as stands,
            (select reference from interventions.line_reference where intervention = line.id and institution = line.lending_institution) as lending_reference,
            (select reference from interventions.line_reference where intervention = line.id and institution = line.receiving_institution) as receiving_reference
        from interventions.intervention as line
        where line.id = any(@ids) and line.agreement in {AgreementAccess.Own}
        order by line.id
        """;

    private const string Keys = """
        select key.intervention, key.institution, key.turned_by, key.turned_at, key.tacit
        from interventions.turned_key as key join interventions.intervention as line on line.id = key.intervention and line.revision = key.revision
        where key.intervention = any(@ids) order by key.turned_at, key.institution
        """;

    /// <returns>The lines; those of agreements that the caller's institution is no party to are left out.</returns>
    public static async Task<IReadOnlyList<StoredLine>> Take(NpgsqlTransaction transaction, Guid[] ids, Caller caller)
    {
        var connection = transaction.Connection!;
        await connection.ExecuteScalarAsync<long>(Lock, new { ids, caller.Institution }, transaction);
        var lines = (await connection.QueryAsync<StoredLine>(Lines, new { ids, caller.Institution, caller.Subject }, transaction)).AsList();
        var keys = (await connection.QueryAsync<StoredKey>(Keys, new { ids }, transaction)).ToLookup(key => key.Intervention);
        foreach (var line in lines)
        {
            line.Keys.AddRange(keys[line.Id]);
        }

        return lines;
    }
}
