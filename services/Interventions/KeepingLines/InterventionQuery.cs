using Dapper;
using Npgsql;

namespace HourExchange.Interventions.KeepingLines;

/// <summary>Reads one line with its references and keys.</summary>
internal static class InterventionQuery
{
    private const string Read = """
        select id, agreement, date, lending_institution, receiving_institution, contributor, domain, nature, title, trim_scale(quantity) as quantity,
            unit, taught_minutes, sourcing, employer_informed, state, revision, version, terms_version, credited_minutes, posting_number, posting_refused,
            regime, programme, expertise, cancels, disputed_by, series, co_taught,
            (select reason from interventions.line_history as told where told.intervention = line.id and act in ('correct', 'cancel')
                and exists (select from interventions.turned_key as fallen where fallen.intervention = line.id and fallen.revision = line.revision - 1)
             order by version desc limit 1) as keys_void
        from interventions.intervention as line where id = @id;
        select institution, reference from interventions.line_reference where intervention = @id order by institution;
        select key.institution, key.turned_by as subject, key.turned_at as at, key.tacit
        from interventions.turned_key as key join interventions.intervention as line on line.id = key.intervention and line.revision = key.revision
        where key.intervention = @id order by key.turned_at, key.institution
        """;

    public static async Task<InterventionView?> Find(NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid id)
    {
        await using var results = await connection.QueryMultipleAsync(Read, new { id }, transaction);
        var line = await results.ReadSingleOrDefaultAsync<Row>();
        var references = (await results.ReadAsync<ReferenceView>()).AsList();
        var keys = (await results.ReadAsync<KeyRow>()).Select(key => new KeyView(key.Institution, key.Subject, new DateTimeOffset(key.At), key.Tacit)).ToList();
        return line?.ToView(references, keys);
    }

    private sealed record KeyRow(string Institution, string Subject, DateTime At, bool Tacit);

    private sealed record Row(
        Guid Id, string Agreement, DateOnly Date, string LendingInstitution, string ReceivingInstitution, string Contributor, string Domain,
        string Nature, string Title, decimal Quantity, string Unit, int TaughtMinutes, string? Sourcing, bool? EmployerInformed, string State,
        int Revision, int Version, int? TermsVersion, int? CreditedMinutes, long? PostingNumber, string? PostingRefused,
        string Regime, string? Programme, string? Expertise, bool Cancels, string? DisputedBy, Guid? Series, Guid? CoTaught, string? KeysVoid)
    {
        public InterventionView ToView(IReadOnlyList<ReferenceView> references, IReadOnlyList<KeyView> keys) => new(
            Id, Agreement, references, Date, LendingInstitution, ReceivingInstitution, Contributor, Domain, Nature, Title, Quantity, Unit,
            TaughtMinutes, Sourcing, EmployerInformed, State, Revision, Version, keys, TermsVersion, CreditedMinutes, PostingNumber, PostingRefused,
            Regime, Programme, Expertise, Cancels, DisputedBy, Series, CoTaught, KeysVoid);
    }
}
