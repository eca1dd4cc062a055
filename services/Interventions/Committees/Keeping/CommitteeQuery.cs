using Dapper;
using HourExchange.Interventions.Committees.Domain;
using HourExchange.Interventions.Institutions.Domain;
using HourExchange.Plumbing;
using Npgsql;

namespace HourExchange.Interventions.Committees.Keeping;

/// <summary>Reads committees of an agreement as they are made up on a day, each whole.</summary>
internal static class CommitteeQuery
{
    // The first composition holds from the beginning, so that every committee has one.
    private const string Read = """
        select committee.id, committee.number, committee.kind, committee.name, committee.dissolved_on,
            committee.dissolution_reason, committee.dissolved_by_institution, committee.dissolved_by, committee.dissolved_at,
            holding.revision, holding.effective_from,
            (select max(revision) from interventions.committee_composition as any_of where any_of.committee = committee.id) as last_revision
        from interventions.committee cross join lateral (
            select revision, effective_from from interventions.committee_composition as composition
            where composition.committee = committee.id and (effective_from is null or effective_from <= @on)
            order by revision desc limit 1) as holding
        where committee.agreement = @reference and (@id::uuid is null or committee.id = @id::uuid) order by committee.number
        """;

    public static async Task<IReadOnlyList<CommitteeView>> Find(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, string reference, DateOnly on, string role, Guid? id = null)
    {
        var committees = (await connection.QueryAsync<CommitteeRow>(Read, new { reference, on, id }, transaction)).AsList();
        var parts = await CommitteeParts.Find(connection, transaction, [.. committees.Select(committee => (committee.Id, committee.Revision))]);
        return [.. committees.Select(committee => committee.ToView(parts, role))];
    }

    private sealed record CommitteeRow(
        Guid Id, int Number, string Kind, string Name, DateOnly? DissolvedOn, string? DissolutionReason, string? DissolvedByInstitution, string? DissolvedBy,
        DateTime? DissolvedAt, int Revision, DateOnly? EffectiveFrom, int LastRevision)
    {
        public CommitteeView ToView(CommitteeParts parts, string role) => new(
            Id, Number, Kind, Name, CommitteeLife.StateOf(DissolvedOn),
            DissolvedOn is { } on ? new DissolutionView(on, DissolutionReason, DissolvedByInstitution!, DissolvedBy!, DissolvedAt!.Value) : null, Revision, EffectiveFrom,
            parts.Seats(Id, Revision), parts.People(Id, Revision, "member"), parts.People(Id, Revision, "invitee"), parts.People(Id, Revision, "resource"),
            LastRevision + (DissolvedOn is null ? 0 : 1), CommitteeLife.ActsOf(CommitteeLife.StateOf(DissolvedOn), role));
    }
}

/// <summary>A committee as it is made up on a day.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Number">In the order of forming, from 1.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">Whether it was dissolved.</param>
/// <param name="Dissolution">Its last day, and who said so; null where it was not dissolved.</param>
/// <param name="Revision">Of the composition that holds on the day: 1 as it was formed.</param>
/// <param name="EffectiveFrom">The day from which that composition holds; null: from the beginning.</param>
/// <param name="Seats">Who has how many seats.</param>
/// <param name="Members">Hold a seat of their institution.</param>
/// <param name="Invitees">Take part without a seat.</param>
/// <param name="ResourcePersons">Whom a thematic group asks.</param>
/// <param name="Version">Grows with each change; in quotes it is the ETag that a change asks for.</param>
/// <param name="Acts">What the caller may do with it now.</param>
public sealed record CommitteeView(
    Guid Id,
    int Number,
    [property: KnownValues(typeof(CommitteeRules), nameof(CommitteeRules.Kinds))] string Kind,
    string Name,
    [property: KnownValues(typeof(CommitteeLife), nameof(CommitteeLife.States))] string State,
    DissolutionView? Dissolution,
    int Revision,
    DateOnly? EffectiveFrom,
    IReadOnlyList<SeatRule> Seats,
    IReadOnlyList<PersonCode> Members,
    IReadOnlyList<PersonCode> Invitees,
    IReadOnlyList<PersonCode> ResourcePersons,
    int Version,
    [property: KnownValues("change", "meet", "dissolve")] IReadOnlyList<string> Acts);

/// <summary>That a committee was dissolved.</summary>
/// <param name="On">Its last day.</param>
/// <param name="Reason">Why, if that was said.</param>
/// <param name="Institution">Whose management dissolved it.</param>
/// <param name="Subject">Who dissolved it, by pseudonym.</param>
/// <param name="At">When that was said; UTC.</param>
public sealed record DissolutionView(DateOnly On, string? Reason, string Institution, string Subject, DateTime At);
