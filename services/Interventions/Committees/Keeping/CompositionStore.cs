using Dapper;
using HourExchange.Interventions.Committees.Domain;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Committees.Keeping;

/// <summary>Writes what a committee is made of from a day on. Nothing that was written before is touched.</summary>
internal static class CompositionStore
{
    private const string Insert = """
        insert into interventions.committee_composition (committee, revision, effective_from, changed_by_institution, changed_by, changed_at)
        values (@id, @revision, @from::date, @Institution, @Subject, @now)
        """;

    private const string InsertSeats = """
        insert into interventions.committee_seat (committee, revision, agreement, position, institution, seats, role)
        select @id, @revision, @agreement, position, institution, seats, role
        from unnest(@institutions, @seats, @roles) with ordinality as rule (institution, seats, role, position)
        """;

    private const string InsertPeople = """
        insert into interventions.committee_person (committee, revision, position, standing, institution, code)
        select @id, @revision, position, standing, institution, code
        from unnest(@standings, @institutions, @codes) with ordinality as person (standing, institution, code, position)
        """;

    /// <param name="from">Null for the first, which holds from the beginning.</param>
    public static async Task Add(
        NpgsqlTransaction transaction, string agreement, Guid id, int revision, DateOnly? from, CommitteeDraft committee, Caller caller, DateTimeOffset now)
    {
        var connection = transaction.Connection!;
        await connection.ExecuteAsync(Insert, new { id, revision, from, caller.Institution, caller.Subject, now }, transaction);
        await connection.ExecuteAsync(InsertSeats, new
        {
            id,
            revision,
            agreement,
            institutions = committee.Seats.Select(rule => rule.Institution).ToArray(),
            seats = committee.Seats.Select(rule => rule.Seats).ToArray(),
            roles = committee.Seats.Select(rule => rule.Role).ToArray(),
        }, transaction);
        var people = committee.People().ToList();
        await connection.ExecuteAsync(InsertPeople, new
        {
            id,
            revision,
            standings = people.Select(entry => entry.Standing).ToArray(),
            institutions = people.Select(entry => entry.Person.Institution).ToArray(),
            codes = people.Select(entry => entry.Person.Code).ToArray(),
        }, transaction);
    }
}
