using Dapper;
using HourExchange.Interventions.Domain;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.ConfirmingIntervention;

/// <summary>Reads lines under lock and writes turned keys and confirmed lines, many at a time.</summary>
internal static class ConfirmationStore
{
    private const string Lines = """
        select line.id, line.agreement, line.revision, line.version, line.state, line.lending_institution, line.receiving_institution, line.contributor,
            line.domain, line.nature, line.date, trim_scale(line.quantity)::text as quantity, line.unit, line.taught_minutes, line.sourcing,
            line.employer_informed,
            line.registered_by = @subject or exists (
                select from interventions.line_reference where intervention = line.id and registered_by = @subject) as registered_by_caller,
            line.posting_revision,
            (select reference from interventions.line_reference where intervention = line.id and institution = line.lending_institution) as lending_reference,
            (select reference from interventions.line_reference where intervention = line.id and institution = line.receiving_institution) as receiving_reference
        from interventions.intervention as line
        where line.id = any(@ids)
          and exists (select from interventions.agreement_party as party where party.agreement = line.agreement and party.institution = @institution)
        order by line.id for no key update of line
        """;

    private const string Keys = """
        select key.intervention, key.institution, key.turned_by, key.turned_at, key.tacit
        from interventions.turned_key as key join interventions.intervention as line on line.id = key.intervention and line.revision = key.revision
        where key.intervention = any(@ids) order by key.turned_at, key.institution
        """;

    private const string IdsOfImport = """
        select line.id from interventions.intervention as line join interventions.import on import.id = line.import
        where import.id = @import
          and exists (select from interventions.agreement_party as party where party.agreement = import.agreement and party.institution = @institution)
        order by line.id
        """;

    private const string InsertKeys = """
        insert into interventions.turned_key (intervention, revision, institution, turned_by, turned_at, tacit)
        select id, revision, @institution, @subject, @now, false from unnest(@ids, @revisions) as line (id, revision)
        """;

    private const string CountChange = "update interventions.intervention set version = version + 1 where id = any(@ids)";

    private const string Confirm = """
        update interventions.intervention as line
        set state = 'confirmed', posting_revision = new.posting_revision, terms_version = new.terms_version, credited_minutes = new.credited,
            confirmed_at = @now, confirmation_message = new.message, confirmation_sent_at = @now, posting_number = null, posting_refused = null
        from unnest(@ids, @postingRevisions, @termsVersions, @credited, @messages) as new (id, posting_revision, terms_version, credited, message)
        where line.id = new.id
        """;

    /// <returns>The lines, with the keys turned over their present revision. Lines of agreements the institution is no party to are left out.</returns>
    public static async Task<IReadOnlyList<StoredLine>> Lock(NpgsqlTransaction transaction, Guid[] ids, Caller caller)
    {
        var connection = transaction.Connection!;
        var lines = (await connection.QueryAsync<StoredLine>(Lines, new { ids, caller.Institution, caller.Subject }, transaction)).AsList();
        var keys = (await connection.QueryAsync<StoredKey>(Keys, new { ids }, transaction)).ToLookup(key => key.Intervention);
        foreach (var line in lines)
        {
            line.Keys.AddRange(keys[line.Id]);
        }

        return lines;
    }

    public static async Task<Guid[]> ReadImport(NpgsqlTransaction transaction, Guid import, string institution) =>
        [.. await transaction.Connection!.QueryAsync<Guid>(IdsOfImport, new { import, institution }, transaction)];

    public static async Task TurnKeys(NpgsqlTransaction transaction, IReadOnlyList<StoredLine> lines, string institution, string subject, DateTimeOffset now)
    {
        var ids = lines.Select(line => line.Id).ToArray();
        await transaction.Connection!.ExecuteAsync(
            InsertKeys, new { ids, revisions = lines.Select(line => line.Revision).ToArray(), institution, subject, now }, transaction);
        await transaction.Connection!.ExecuteAsync(CountChange, new { ids }, transaction);
    }

    public static Task MarkConfirmed(NpgsqlTransaction transaction, IReadOnlyList<ConfirmedLine> lines, Guid[] messages, DateTimeOffset now) =>
        transaction.Connection!.ExecuteAsync(Confirm, new
        {
            now,
            ids = lines.Select(confirmed => confirmed.Line.Id).ToArray(),
            postingRevisions = lines.Select(confirmed => confirmed.PostingRevision).ToArray(),
            termsVersions = lines.Select(confirmed => confirmed.TermsVersion).ToArray(),
            credited = lines.Select(confirmed => confirmed.CreditedMinutes).ToArray(),
            messages,
        }, transaction);
}
