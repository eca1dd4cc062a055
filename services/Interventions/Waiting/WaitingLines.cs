using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Interventions.Lines.Reading;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using Npgsql;

namespace HourExchange.Interventions.Waiting;

/// <summary>Lines of the caller's institution that wait for somebody in the caller's role.</summary>
internal static class WaitingLines
{
    private const string From = $"""
        from interventions.intervention as line where line.agreement in {AgreementAccess.Own} and @institution in (line.lending_institution, line.receiving_institution) and
        """;

    private const string Shown = """
        select line.id, line.agreement, line.date, line.title, line.lending_institution, line.receiving_institution, line.contributor, line.nature,
            line.domain, trim_scale(line.quantity) as quantity, line.unit, line.state, line.version, line.proposed_minutes, line.posting_refused
        """;

    // Without the key of this institution, by somebody who has neither turned one nor brought in what is to be confirmed.
    private const string MyKeyIsMissing = """
        line.state = 'delivered' and line.registered_by <> @subject
        and not exists (select from interventions.turned_key as key where key.intervention = line.id and key.revision = line.revision
                        and (key.institution = @institution or key.turned_by = @subject))
        and not exists (select from interventions.line_reference as reference where reference.intervention = line.id and reference.registered_by = @subject)
        and not exists (select from interventions.line_history as told where told.intervention = line.id and told.subject = @subject
                        and told.act in ('deliver', 'correct', 'cancel'))
        """;

    // "declined": news for who asked, for 30 days.
    private const string DeclinedLately = """
        line.state = 'declined' and line.receiving_institution = @institution
        and exists (select from interventions.line_history as told where told.intervention = line.id and told.act = 'decline' and told.at >= @since)
        """;

    private const string IsDisputed = "line.state = 'disputed'";

    private static readonly TimeSpan DeclinedShownFor = TimeSpan.FromDays(30);

    private static readonly Dictionary<string, (string Kind, string Condition)[]> OfRole = new()
    {
        [Roles.Approver] =
        [
            ("requests-to-approve", "line.state = 'requested' and line.lending_institution = @institution"),
            ("lines-to-confirm", $"not line.cancels and {MyKeyIsMissing}"),
            ("cancellations-to-confirm", $"line.cancels and {MyKeyIsMissing}"),
            ("disputed-lines", IsDisputed),
        ],
        [Roles.Registrar] =
        [
            ("approved-and-past", "line.state = 'approved' and line.date < @today"),
            ("declined-requests", DeclinedLately),
            ("refused-by-ledger", "line.posting_refused is not null"),
            ("disputed-lines", IsDisputed),
            ("proposed-changes", "exists (select from interventions.proposed_change as change where change.intervention = line.id and change.decided is null)"),
        ],
        [Roles.Finance] = Counted,
        [Roles.Auditor] = Counted,
    };

    private static (string Kind, string Condition)[] Counted =>
        [("open-lines", "line.state in ('requested', 'approved', 'delivered')"), ("disputed-lines", IsDisputed)];

    /// <param name="limit">Items of each kind; 0 for their count alone.</param>
    public static async Task<IReadOnlyList<WaitingKind>> Read(NpgsqlConnection connection, Caller caller, int limit, TimeProvider clock)
    {
        var found = new List<(string Kind, long Count, List<Row> Rows)>();
        foreach (var (kind, condition) in OfRole[caller.Role])
        {
            await using var results = await connection.QueryMultipleAsync(
                $"select count(*) {From} {condition}; {Shown} {From} {condition} order by line.date, line.id limit @limit",
                new { caller.Institution, caller.Subject, today = clock.Today(), since = clock.GetUtcNow() - DeclinedShownFor, limit });
            var (count, rows) = (await results.ReadSingleAsync<long>(), (await results.ReadAsync<Row>()).AsList());
            found.Add((kind, count, rows));
        }

        // The lines are the institution's own.
        var names = NameReaders.IsIn(caller.Role)
            ? await ContributorNames.Find(connection, found.SelectMany(kind => kind.Rows).Select(row => (row.LendingInstitution, row.Contributor)))
            : new Dictionary<(string, string), string>();
        return [.. found.Select(kind => new WaitingKind(
            kind.Kind, kind.Count, [.. kind.Rows.Select(row => row.ToItem(names.GetValueOrDefault((row.LendingInstitution, row.Contributor))))]))];
    }

    private sealed record Row(
        Guid Id, string Agreement, DateOnly Date, string Title, string LendingInstitution, string ReceivingInstitution, string Contributor, string Nature,
        string Domain, decimal Quantity, string Unit, string State, int Version, int? ProposedMinutes, string? PostingRefused)
    {
        public WaitingItem ToItem(string? contributorName) => new(
            Agreement, $"/api/v1/interventions/{Id}", Date, Title, Id, LendingInstitution, ReceivingInstitution, Contributor, contributorName, Nature, Domain, Quantity, Unit,
            State, Version, ProposedMinutes, PostingRefused);
    }
}
