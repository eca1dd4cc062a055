using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Institutions.Registering;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Institutions.Listing;

/// <summary>The institutions that the caller may know: its own, and the other parties of its agreements; the operator knows all.</summary>
public static class InstitutionsEndpoint
{
    private const string Sql = $"""
        select code, name, kind from interventions.institution
        where code collate "C" > @after and (@all or code = @institution
            or code in (select institution from interventions.agreement_party where agreement in {AgreementAccess.Own}))
        order by code collate "C" limit @take
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/institutions", Read).For([Roles.Operator, .. AgreementAccess.Readers]).WithName("listInstitutions");

    private static async Task<Shown<InstitutionPage>> Read(string? after, int? limit, HttpContext http, NpgsqlDataSource database)
    {
        if (Page.Read(after ?? "", limit).IsRefused(out var refusal, out var page))
        {
            return refusal;
        }

        var caller = Caller.Of(http.User);
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        var taken = (await connection.QueryAsync<InstitutionView>(
            Sql, new { after = page.After, all = caller.Role == Roles.Operator, caller.Institution, take = page.Take })).AsList();
        var (institutions, next) = page.Cut(taken, institution => institution.Code);
        return new InstitutionPage(institutions, next);
    }
}

/// <summary>A page of institutions.</summary>
/// <param name="Institutions">In the order of their codes.</param>
/// <param name="Next">What to send as <c>after</c> for the next page; null on the last.</param>
public sealed record InstitutionPage(IReadOnlyList<InstitutionView> Institutions, string? Next);

/// <summary>An institution.</summary>
/// <param name="Code">By which it is named everywhere.</param>
/// <param name="Name">For people.</param>
/// <param name="Kind">school or agency.</param>
public sealed record InstitutionView(
    string Code, string Name, [property: KnownValues(typeof(RegisterInstitutionEndpoint), nameof(RegisterInstitutionEndpoint.Kinds))] string Kind);
