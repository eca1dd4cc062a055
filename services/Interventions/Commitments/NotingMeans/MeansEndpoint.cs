using Dapper;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Commitments.NotingMeans;

/// <summary>The means that the parties of an agreement lend each other in kind.</summary>
public static class MeansEndpoint
{
    private const string Means = """
        select id, number, what, institution, since, until from interventions.in_kind_means
        where agreement = @reference and number > @After order by number limit @Take
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/agreements/{reference}/in-kind-means",
            (string reference, int? after, int? limit, HttpContext http, NpgsqlDataSource database) =>
                AgreementAccess.Read(http, database, reference, (connection, _) => Read(connection, reference, after, limit)))
            .For(AgreementAccess.Readers);

    private static async Task<IResult> Read(NpgsqlConnection connection, string reference, int? after, int? limit)
    {
        if (Page.Read<int?>(after ?? 0, limit).IsRefused(out var refusal, out var page))
        {
            return Problem.From(refusal);
        }

        var taken = (await connection.QueryAsync<MeansRow>(Means, new { reference, page.After, page.Take })).AsList();
        var (means, next) = page.Cut(taken, row => row.Number);
        return Results.Ok(new { means, next });
    }

    private sealed record MeansRow(Guid Id, int Number, string What, string Institution, DateOnly Since, DateOnly? Until);
}
