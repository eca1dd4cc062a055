using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Identity.Memberships.Reading;

/// <summary>
/// The names behind pseudonyms: of people of the caller's own institution. Of all others nothing is said, as if they did not exist.
/// Programs learn no names.
/// </summary>
public static class PeopleEndpoint
{
    /// <summary>Asked for at once.</summary>
    private const int SubjectLimit = 100;

    private const string Sql = """
        select id as sub, name from identity.person
        where id = any (@subjects) and exists (select from identity.membership where person = person.id and institution = @Institution)
        order by id collate "C"
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/people", Read).For([.. Roles.Readers, Roles.Admin]).ByPrograms().WithName("namePeople");

    private static async Task<Shown<NamedPeople>> Read(string sub, HttpContext http, NpgsqlDataSource database)
    {
        var subjects = sub.Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (subjects.Length is 0 or > SubjectLimit)
        {
            return Refusal.Malformed("subjects-invalid", $"sub names 1 to {SubjectLimit} people, with commas between.");
        }

        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        return new NamedPeople((await connection.QueryAsync<NamedPerson>(Sql, new { subjects, Caller.Of(http.User).Institution })).AsList());
    }
}

/// <summary>People of the caller's institution.</summary>
/// <param name="People">Those that were found, in the order of their pseudonyms.</param>
public sealed record NamedPeople(IReadOnlyList<NamedPerson> People);

/// <summary>Somebody.</summary>
/// <param name="Sub">The pseudonym, as it stands in every record.</param>
/// <param name="Name">As the person wrote it.</param>
public sealed record NamedPerson(string Sub, string Name);
