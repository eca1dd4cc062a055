using Dapper;
using HourExchange.Interventions.Committees.Domain;
using HourExchange.Interventions.Institutions.Domain;
using HourExchange.Plumbing;
using Npgsql;

namespace HourExchange.Interventions.Committees.Forming;

/// <summary>Reads the committees of an agreement, each whole.</summary>
internal static class CommitteeQuery
{
    // Committees, seats and people are limited where they are written.
    private const string Read = """
        select id, number, kind, name from interventions.committee where agreement = @reference order by number;
        select committee, institution, seats, role from interventions.committee_seat where agreement = @reference order by committee, position;
        select person.committee, person.standing, person.institution, person.code
        from interventions.committee_person as person join interventions.committee on committee.id = person.committee
        where committee.agreement = @reference order by person.committee, person.position
        """;

    public static async Task<IReadOnlyList<CommitteeView>> Find(NpgsqlConnection connection, string reference)
    {
        await using var results = await connection.QueryMultipleAsync(Read, new { reference });
        var committees = (await results.ReadAsync<CommitteeRow>()).AsList();
        var seats = (await results.ReadAsync<SeatRow>()).ToLookup(seat => seat.Committee, seat => new SeatRule(seat.Institution, seat.Seats, seat.Role));
        var people = (await results.ReadAsync<PersonRow>()).ToLookup(
            person => (person.Committee, person.Standing), person => new PersonCode(person.Institution, person.Code));
        return [.. committees.Select(committee => new CommitteeView(
            committee.Id, committee.Number, committee.Kind, committee.Name, [.. seats[committee.Id]],
            [.. people[(committee.Id, "member")]], [.. people[(committee.Id, "invitee")]], [.. people[(committee.Id, "resource")]]))];
    }

    private sealed record CommitteeRow(Guid Id, int Number, string Kind, string Name);

    private sealed record SeatRow(Guid Committee, string Institution, int Seats, string Role);

    private sealed record PersonRow(Guid Committee, string Standing, string Institution, string Code);
}

/// <summary>A committee as readers see it.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Number">In the order of forming, from 1.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Name">Its name.</param>
/// <param name="Seats">Who has how many seats.</param>
/// <param name="Members">Hold a seat of their institution.</param>
/// <param name="Invitees">Take part without a seat.</param>
/// <param name="ResourcePersons">Whom a thematic group asks.</param>
public sealed record CommitteeView(
    Guid Id,
    int Number,
    [property: KnownValues(typeof(CommitteeRules), nameof(CommitteeRules.Kinds))] string Kind,
    string Name,
    IReadOnlyList<SeatRule> Seats,
    IReadOnlyList<PersonCode> Members,
    IReadOnlyList<PersonCode> Invitees,
    IReadOnlyList<PersonCode> ResourcePersons);
