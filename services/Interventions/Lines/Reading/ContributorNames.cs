using HourExchange.Interventions.Lines.Domain;
using HourExchange.Plumbing.Database;
using Npgsql;

namespace HourExchange.Interventions.Lines.Reading;

/// <summary>
/// Puts the names of those who teach beside their codes, for those who may see them. For reads alone: the answer to a write is kept
/// for a week, and a forgotten name must not be.
/// </summary>
internal static class ContributorNames
{
    private const string Names = """
        select person.institution, person.code, person.name from interventions.contributor_person as person
        join (select distinct institution, code from unnest(@institutions, @codes) as asked (institution, code)) as asked
            on asked.institution = person.institution and asked.code = person.code
        """;

    public static async Task<IReadOnlyList<InterventionView>> Add(NpgsqlConnection connection, IReadOnlyList<InterventionView> lines, Actor actor)
    {
        var seen = lines.Where(line => NameReaders.May(actor, line)).ToList();
        if (seen.Count == 0)
        {
            return lines;
        }

        var names = await Find(connection, seen.Select(line => (line.LendingInstitution, line.Contributor)));
        return [.. lines.Select(line => NameReaders.May(actor, line)
            ? line with { ContributorName = names.GetValueOrDefault((line.LendingInstitution, line.Contributor)) } : line)];
    }

    /// <returns>The names that are known, by institution and code.</returns>
    public static async Task<IReadOnlyDictionary<(string Institution, string Code), string>> Find(
        NpgsqlConnection connection, IEnumerable<(string Institution, string Code)> contributors)
    {
        var asked = contributors.ToList();
        return (await HotStatement.Query<(string Institution, string Code, string Name)>(
            connection, null, Names,
            new("institutions", asked.Select(one => one.Institution).ToArray()), new("codes", asked.Select(one => one.Code).ToArray()))).ToDictionary(person => (person.Institution, person.Code), person => person.Name);
    }
}
