using Dapper;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Contributors.Reading;

/// <summary>Reads contributors: the own ones with their names, those of institutions one has an agreement with without.</summary>
internal static class ContributorQuery
{
    // In force: nobody becomes a party to be read from by being named in an agreement it has not consented to.
    private const string ShareAgreement = """
        select exists (
            select from interventions.agreement_party as own
            join interventions.agreement_party as other on other.agreement = own.agreement and other.institution = @institution
            join interventions.agreement_layer as layer on layer.agreement = own.agreement and layer.in_force_since is not null
            where own.institution = @caller)
        """;

    // A code that no line has any more, since it was corrected away, and that nobody has ever described is no person: it is found by its code alone.
    private const string Read = """
        select contributor.institution, contributor.code, contributor.expertise, forgotten.code is not null as forgotten, person.name, person.mail, person.phone
        from interventions.contributor
        left join interventions.forgotten_contributor as forgotten on forgotten.institution = contributor.institution and forgotten.code = contributor.code
        left join interventions.contributor_person as person
            on @withNames and person.institution = contributor.institution and person.code = contributor.code
        where contributor.institution = @institution and (contributor.code = @code or (@code is null and contributor.code > @after and (
            forgotten.code is not null or contributor.expertise <> '{}'
            or exists (select from interventions.contributor_person as described where described.institution = contributor.institution and described.code = contributor.code)
            or exists (select from interventions.intervention as line where line.lending_institution = contributor.institution and line.contributor = contributor.code))))
        order by contributor.code limit @take
        """;

    public static async Task<bool> MaySee(NpgsqlConnection connection, Caller caller, string institution) =>
        caller.Institution == institution
        || await connection.ExecuteScalarAsync<bool>(ShareAgreement, new { institution, caller = caller.Institution });

    public static async Task<IReadOnlyList<ContributorView>> Page(NpgsqlConnection connection, Caller caller, string institution, string after, int take) =>
        await Run(connection, caller, institution, null, after, take);

    public static async Task<ContributorView?> Find(NpgsqlConnection connection, Caller caller, string institution, string code) =>
        (await Run(connection, caller, institution, code, "", 1)).SingleOrDefault();

    private static async Task<IReadOnlyList<ContributorView>> Run(
        NpgsqlConnection connection, Caller caller, string institution, string? code, string after, int take)
    {
        var withNames = caller.Institution == institution && NameReaders.IsIn(caller.Role);
        return (await connection.QueryAsync<ContributorView>(Read, new { institution, code, after, take, withNames })).AsList();
    }
}
