using Dapper;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Lines.Registering;

/// <summary>Writes registered lines, many at a time.</summary>
internal static class LineStore
{
    private const string Known = """
        select reference.reference as key, reference.institution as referred_by, line.registered_by_institution, line.id, line.date, line.lending_institution, line.receiving_institution,
            line.contributor, line.domain, line.nature, line.title, line.quantity, line.unit, line.sourcing, line.employer_informed, line.regime, line.programme,
            line.expertise, line.state
        from interventions.line_reference as reference join interventions.intervention as line on line.id = reference.intervention
        where reference.agreement = @agreement and reference.reference = any(@references)
        """;

    private const string InsertContributors = """
        insert into interventions.contributor (institution, code, known_since)
        select distinct institution, code, @now from unnest(@institutions, @codes) as given (institution, code)
        on conflict do nothing
        """;

    private const string InsertLines = """
        insert into interventions.intervention (id, agreement, lending_institution, receiving_institution, contributor, domain, nature, title,
            date, quantity, unit, taught_minutes, sourcing, employer_informed, state, revision, registered_by_institution, registered_by,
            registered_at, import, version, regime, programme, expertise, series, co_taught, co_teachers, co_position)
        select id, @agreement, lender, receiver, contributor, domain, nature, title, date, quantity, unit, taught, sourcing, informed,
            state, 1, @institution, @subject, @now, @import, 1, regime, programme, expertise, series, co_taught, co_teachers, co_position
        from unnest(@ids, @lenders, @receivers, @contributors, @domains, @natures, @titles, @dates, @quantities, @units, @taughts, @sourcings,
            @informeds, @states, @regimes, @programmes, @expertises, @seriesIds, @coTaughtIds, @coTeachers, @coPositions)
            as line (id, lender, receiver, contributor, domain, nature, title, date, quantity, unit, taught, sourcing, informed, state, regime,
                programme, expertise, series, co_taught, co_teachers, co_position)
        """;

    private const string InsertReferences = """
        insert into interventions.line_reference (agreement, institution, reference, intervention, registered_by)
        select @agreement, @institution, reference, id, @subject from unnest(@references, @ids) as given (reference, id)
        """;

    /// <summary>Lines already registered under one of these references, by any party.</summary>
    public static async Task<ILookup<string, KnownLine>> FindByReference(NpgsqlTransaction transaction, string agreement, IEnumerable<string> references) =>
        (await transaction.Connection!.QueryAsync<KnownRow>(Known, new { agreement, references = references.ToArray() }, transaction))
            .ToLookup(row => row.Key, row => row.ToLine(), StringComparer.Ordinal);

    public static async Task Insert(
        NpgsqlTransaction transaction, string agreement, IReadOnlyList<NewLine> lines, Caller caller, Guid? import, DateTimeOffset now)
    {
        var connection = transaction.Connection!;
        await connection.ExecuteAsync(InsertContributors, new
        {
            institutions = lines.Select(line => line.Draft.LendingInstitution).ToArray(),
            codes = lines.Select(line => line.Draft.Contributor).ToArray(),
            now,
        }, transaction);
        await connection.ExecuteAsync(InsertLines, new
        {
            agreement,
            institution = caller.Institution,
            subject = caller.Subject,
            now,
            import,
            ids = lines.Select(line => line.Id).ToArray(),
            lenders = lines.Select(line => line.Draft.LendingInstitution).ToArray(),
            receivers = lines.Select(line => line.Draft.ReceivingInstitution).ToArray(),
            contributors = lines.Select(line => line.Draft.Contributor).ToArray(),
            domains = lines.Select(line => line.Draft.Domain).ToArray(),
            natures = lines.Select(line => line.Draft.Nature).ToArray(),
            titles = lines.Select(line => line.Draft.Title).ToArray(),
            dates = lines.Select(line => line.Draft.Date).ToArray(),
            quantities = lines.Select(line => line.Draft.Quantity).ToArray(),
            units = lines.Select(line => line.Draft.Unit).ToArray(),
            taughts = lines.Select(line => line.TaughtMinutes).ToArray(),
            sourcings = lines.Select(line => line.Draft.Sourcing).ToArray(),
            informeds = lines.Select(line => line.Draft.EmployerInformed).ToArray(),
            states = lines.Select(line => LineLife.Name(line.Line.State)).ToArray(),
            regimes = lines.Select(line => line.Draft.Regime ?? Regimes.Exchanged).ToArray(),
            programmes = lines.Select(line => line.Draft.Programme).ToArray(),
            expertises = lines.Select(line => line.Draft.Expertise).ToArray(),
            seriesIds = lines.Select(line => line.Line.Series).ToArray(),
            coTaughtIds = lines.Select(line => line.Line.CoTaught).ToArray(),
            coTeachers = lines.Select(line => line.Line.CoTeachers).ToArray(),
            coPositions = lines.Select(line => line.Line.CoPosition).ToArray(),
        }, transaction);
        await AddReferences(transaction, agreement, caller,
            [.. lines.Where(line => line.Draft.Reference is not null).Select(line => (line.Draft.Reference!, line.Id))]);
    }

    public static Task AddReferences(NpgsqlTransaction transaction, string agreement, Caller caller, IReadOnlyList<(string Reference, Guid Id)> references) =>
        references.Count == 0
            ? Task.CompletedTask
            : transaction.Connection!.ExecuteAsync(InsertReferences, new
            {
                agreement,
                institution = caller.Institution,
                subject = caller.Subject,
                references = references.Select(given => given.Reference).ToArray(),
                ids = references.Select(given => given.Id).ToArray(),
            }, transaction);

    private sealed record KnownRow(
        string Key, string ReferredBy, string RegisteredByInstitution, Guid Id, DateOnly Date, string LendingInstitution, string ReceivingInstitution, string Contributor,
        string Domain, string Nature, string Title, decimal Quantity, string Unit, string? Sourcing, bool? EmployerInformed,
        string Regime, string? Programme, string? Expertise, string State)
    {
        public KnownLine ToLine() => new(Id, ReferredBy, RegisteredByInstitution, new LineDraft(
            Key, Date, LendingInstitution, ReceivingInstitution, Contributor, Domain, Nature, Title, Quantity, Unit, Sourcing, EmployerInformed, Regime, Programme, Expertise),
            LineLife.State(State) is LineState.Requested or LineState.Approved);
    }
}
