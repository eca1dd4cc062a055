using Dapper;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Plumbing.Sending;
using Npgsql;

namespace HourExchange.Interventions.Committees.Keeping;

/// <summary>Tells of committees as they stand, each under its next revision.</summary>
internal static class CommitteeAnnouncement
{
    private const int CompositionsTold = 20;

    // Before anything is read: who strikes a name meanwhile waits here, and tells after us.
    private const string Number = "update interventions.committee set told = told + 1 where id = any(@ids)";

    private const string Standing = """
        select id, agreement, told, number, kind, name as called, dissolved_on from interventions.committee where id = any(@ids) order by id;
        select composition.committee, composition.revision, composition.effective_from
        from unnest(@ids) as asked (committee) cross join lateral (
            select committee, revision, effective_from from interventions.committee_composition where committee = asked.committee
            order by revision desc limit @CompositionsTold) as composition
        order by committee, revision
        """;

    public static async Task Add(NpgsqlTransaction transaction, IReadOnlyCollection<Guid> ids)
    {
        await transaction.Connection!.ExecuteAsync(Number, new { ids = ids.ToArray() }, transaction);
        await OutboxWriter.AddAll(transaction, await Read(transaction, ids));
    }

    /// <summary>As they stand, under the revision told last.</summary>
    public static async Task<IReadOnlyList<CommitteeChanged>> Read(NpgsqlTransaction transaction, IReadOnlyCollection<Guid> ids)
    {
        await using var results = await transaction.Connection!.QueryMultipleAsync(Standing, new { ids = ids.ToArray(), CompositionsTold }, transaction);
        var committees = (await results.ReadAsync<CommitteeRow>()).AsList();
        var compositions = (await results.ReadAsync<CompositionRow>()).AsList();
        await results.DisposeAsync();
        var parts = await CommitteeParts.Find(transaction.Connection!, transaction, [.. compositions.Select(one => (one.Committee, one.Revision))]);
        return [.. committees.Select(committee => committee.ToEvent(compositions.Where(one => one.Committee == committee.Id).Select(one => one.ToPart(parts))))];
    }

    private sealed record CommitteeRow(Guid Id, string Agreement, int Told, int Number, string Kind, string Called, DateOnly? DissolvedOn)
    {
        public CommitteeChanged ToEvent(IEnumerable<CommitteeComposition> compositions) => new(Id, Agreement, Told, Number, Kind, Called, [.. compositions], DissolvedOn);
    }

    private sealed record CompositionRow(Guid Committee, int Revision, DateOnly? EffectiveFrom)
    {
        public CommitteeComposition ToPart(CommitteeParts parts) => new(
            EffectiveFrom, [.. parts.Seats(Committee, Revision).Select(rule => new CommitteeSeats(rule.Institution, rule.Seats))],
            [.. parts.People(Committee, Revision, "resource").Select(person => new CommitteePerson(person.Institution, person.Code))],
            parts.People(Committee, Revision, "invitee").Count);
    }
}
