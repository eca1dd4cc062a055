using HourExchange.Contracts.Interventions.V1;
using HourExchange.Plumbing.Database;
using HourExchange.Plumbing.Receiving;
using Npgsql;

namespace HourExchange.Reporting.Projecting;

/// <summary>Keeps each line as it stands: its highest version, in whatever order and however often versions are told.</summary>
internal sealed class NoteLines(NpgsqlDataSource database) : IBatchHandler<LineRecorded>
{
    private const string Note = $"""
        insert into reporting.line (generation, agreement, line, version, academic_year, date, lending_institution, receiving_institution, registered_for,
            contributor, domain, nature, regime, sourcing, employer_informed, state, planned_date, planned_minutes, taught_minutes, credited_minutes,
            standing_minutes, posting_revision, tacit, requested_at, approved_at, delivered_at, disputed_at, confirmed_at, ended_at)
        select generation.number, given.* from {Generations.Written}
        cross join unnest(@agreements, @ids, @versions, @years, @dates::date[], @lenders, @receivers, @registeredFor,
            @contributors, @domains, @natures, @regimes, @sourcings, @informed, @states, @plannedDates::date[], @plannedMinutes, @taught, @credited,
            @standing, @postingRevisions, @tacit, @requestedAt, @approvedAt, @deliveredAt, @disputedAt, @confirmedAt, @endedAt) as given
        order by 1, 2, 3
        on conflict (generation, agreement, line) do update set
            version = excluded.version, academic_year = excluded.academic_year, date = excluded.date, lending_institution = excluded.lending_institution,
            receiving_institution = excluded.receiving_institution, registered_for = excluded.registered_for, contributor = excluded.contributor,
            domain = excluded.domain, nature = excluded.nature, regime = excluded.regime, sourcing = excluded.sourcing,
            employer_informed = excluded.employer_informed, state = excluded.state, planned_date = excluded.planned_date,
            planned_minutes = excluded.planned_minutes, taught_minutes = excluded.taught_minutes, credited_minutes = excluded.credited_minutes,
            standing_minutes = excluded.standing_minutes, posting_revision = excluded.posting_revision, tacit = excluded.tacit,
            requested_at = excluded.requested_at, approved_at = excluded.approved_at, delivered_at = excluded.delivered_at,
            disputed_at = excluded.disputed_at, confirmed_at = excluded.confirmed_at, ended_at = excluded.ended_at
        where line.version < excluded.version
        """;

    public async Task Handle(IReadOnlyList<Received<LineRecorded>> batch, CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        await Write(connection, null, [.. batch.Select(message => message.Content)]);
    }

    /// <param name="generation">The one to write into; null is all that are not left.</param>
    internal static async Task Write(NpgsqlConnection connection, NpgsqlTransaction? transaction, IReadOnlyList<LineRecorded> recorded, int? generation = null)
    {
        var lines = recorded.SelectMany(message => message.Lines, (message, line) => (message.Agreement, Line: line))
            .GroupBy(told => (told.Agreement, told.Line.Line)).Select(versions => versions.MaxBy(told => told.Line.Version)).ToList();
        T[] Of<T>(Func<RecordedLine, T> value) => [.. lines.Select(told => value(told.Line))];
        await HotStatement.Execute(connection, transaction, Note, new
        {
            generation,
            agreements = lines.Select(told => told.Agreement).ToArray(),
            ids = Of(line => line.Line),
            versions = Of(line => line.Version),
            years = Of(line => line.AcademicYear),
            dates = Of(line => line.Date),
            lenders = Of(line => line.LendingInstitution),
            receivers = Of(line => line.ReceivingInstitution),
            registeredFor = Of(line => line.RegisteredFor),
            contributors = Of(line => line.Contributor),
            domains = Of(line => line.Domain),
            natures = Of(line => line.Nature),
            regimes = Of(line => line.Regime),
            sourcings = Of(line => line.Sourcing),
            informed = Of(line => line.EmployerInformed),
            states = Of(line => line.State),
            plannedDates = Of(line => line.PlannedDate),
            plannedMinutes = Of(line => line.PlannedMinutes),
            taught = Of(line => line.TaughtMinutes),
            credited = Of(line => line.CreditedMinutes),
            standing = Of(line => line.StandingMinutes),
            postingRevisions = Of(line => line.PostingRevision),
            tacit = Of(line => line.Keys.Any(key => key.Tacit)),
            requestedAt = Of(line => line.RequestedAt),
            approvedAt = Of(line => line.ApprovedAt),
            deliveredAt = Of(line => line.DeliveredAt),
            disputedAt = Of(line => line.DisputedAt),
            confirmedAt = Of(line => line.ConfirmedAt),
            endedAt = Of(line => line.EndedAt),
        });
    }
}
