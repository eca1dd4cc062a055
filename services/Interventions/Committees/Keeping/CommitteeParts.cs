using Dapper;
using HourExchange.Interventions.Committees.Domain;
using HourExchange.Interventions.Institutions.Domain;
using Npgsql;

namespace HourExchange.Interventions.Committees.Keeping;

/// <summary>Seats and people of some compositions. They are limited where they are written.</summary>
internal sealed class CommitteeParts
{
    private const string Read = """
        select committee, revision, institution, seats, role from interventions.committee_seat
        where (committee, revision) in (select * from unnest(@committees, @revisions)) order by committee, revision, position;
        select committee, revision, standing, institution, code from interventions.committee_person
        where (committee, revision) in (select * from unnest(@committees, @revisions)) order by committee, revision, position
        """;

    private readonly ILookup<(Guid, int), SeatRule> _seats;
    private readonly ILookup<(Guid, int, string), PersonCode> _people;

    private CommitteeParts(IEnumerable<SeatRow> seats, IEnumerable<PersonRow> people)
    {
        _seats = seats.ToLookup(seat => (seat.Committee, seat.Revision), seat => new SeatRule(seat.Institution, seat.Seats, seat.Role));
        _people = people.ToLookup(person => (person.Committee, person.Revision, person.Standing), person => new PersonCode(person.Institution, person.Code));
    }

    public static async Task<CommitteeParts> Find(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, IReadOnlyList<(Guid Committee, int Revision)> compositions)
    {
        await using var results = await connection.QueryMultipleAsync(Read, new
        {
            committees = compositions.Select(one => one.Committee).ToArray(),
            revisions = compositions.Select(one => one.Revision).ToArray(),
        }, transaction);
        return new CommitteeParts((await results.ReadAsync<SeatRow>()).AsList(), (await results.ReadAsync<PersonRow>()).AsList());
    }

    public IReadOnlyList<SeatRule> Seats(Guid committee, int revision) => [.. _seats[(committee, revision)]];

    /// <param name="standing">member, invitee or resource.</param>
    public IReadOnlyList<PersonCode> People(Guid committee, int revision, string standing) => [.. _people[(committee, revision, standing)]];

    private sealed record SeatRow(Guid Committee, int Revision, string Institution, int Seats, string Role);

    private sealed record PersonRow(Guid Committee, int Revision, string Standing, string Institution, string Code);
}
