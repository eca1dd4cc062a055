using Dapper;
using Npgsql;

namespace HourExchange.Interventions.Lines.Reading;

/// <summary>Reads lines with their references and keys: three statements, however many lines.</summary>
internal static class InterventionQuery
{
    private const string Read = """
        select id, agreement, date, lending_institution, receiving_institution, contributor, domain, nature, title, trim_scale(quantity) as quantity,
            unit, taught_minutes, sourcing, employer_informed, state, revision, version, terms_version, credited_minutes, posting_number, posting_refused,
            regime, programme, expertise, cancels, disputed_by, series, co_taught,
            (select reason from interventions.line_history as told where told.intervention = line.id and act in ('correct', 'cancel')
                and exists (select from interventions.turned_key as fallen where fallen.intervention = line.id and fallen.revision = line.revision - 1)
             order by version desc limit 1) as keys_void
        from interventions.intervention as line where id = any(@ids);
        select intervention, institution, reference from interventions.line_reference where intervention = any(@ids) order by institution;
        select key.intervention, key.institution, key.turned_by as subject, key.turned_at as at, key.tacit
        from interventions.turned_key as key join interventions.intervention as line on line.id = key.intervention and line.revision = key.revision
        where key.intervention = any(@ids) order by key.turned_at, key.institution
        """;

    public static async Task<InterventionView?> Find(NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid id) =>
        (await FindAll(connection, transaction, [id])).SingleOrDefault();

    /// <returns>The lines in the order of their ids as given.</returns>
    public static async Task<IReadOnlyList<InterventionView>> FindAll(NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid[] ids)
    {
        await using var results = await connection.QueryMultipleAsync(Read, new { ids }, transaction);
        var lines = (await results.ReadAsync<Row>()).ToDictionary(line => line.Id);
        var references = (await results.ReadAsync<ReferenceRow>()).ToLookup(
            reference => reference.Intervention, reference => new ReferenceView(reference.Institution, reference.Reference));
        var keys = (await results.ReadAsync<KeyRow>()).ToLookup(
            key => key.Intervention, key => new KeyView(key.Institution, key.Subject, new DateTimeOffset(key.At), key.Tacit));
        return [.. ids.Where(lines.ContainsKey).Select(id => lines[id].ToView([.. references[id]], [.. keys[id]]))];
    }

    private sealed record ReferenceRow(Guid Intervention, string Institution, string Reference);

    private sealed record KeyRow(Guid Intervention, string Institution, string Subject, DateTime At, bool Tacit);

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
