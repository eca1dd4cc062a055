using Dapper;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Interventions.Lines.Listing;
using HourExchange.Interventions.Lines.Reading;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Waiting;

/// <summary>Lines of the caller's institution that wait for somebody in the caller's role.</summary>
internal static class WaitingLines
{
    private const string From = $"""
        from interventions.intervention as line where line.agreement in {AgreementAccess.Own} and
        """;

    private const string Shown = """
        select line.id, line.agreement, line.date, line.title, line.lending_institution, line.receiving_institution, line.contributor, line.nature,
            line.domain, trim_scale(line.quantity) as quantity, line.unit, line.state, line.version, line.proposed_minutes, line.posting_refused
        """;

    /// <param name="limit">Items of each kind; 0 for their count alone.</param>
    public static async Task<IReadOnlyList<WaitingKind>> Read(NpgsqlConnection connection, Caller caller, int limit, TimeProvider clock)
    {
        var found = new List<(string Kind, long Count, List<Row> Rows)>();
        var parameters = LinesThatWait.Parameters(new Actor(caller.Institution, caller.Role, caller.Subject), clock);
        parameters.AddDynamicParams(new { caller.Institution, limit });
        foreach (var kind in LinesThatWait.KindsOf(caller.Role))
        {
            var condition = LinesThatWait.ConditionOf(caller.Role, kind);
            await using var results = await connection.QueryMultipleAsync(
                $"select count(*) {From} {condition}; {Shown} {From} {condition} order by line.date, line.id limit @limit", parameters);
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
