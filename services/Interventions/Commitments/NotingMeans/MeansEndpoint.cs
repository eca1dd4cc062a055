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
            .For(AgreementAccess.Readers).WithName("listMeans");

    private static async Task<Shown<MeansPage>> Read(NpgsqlConnection connection, string reference, int? after, int? limit)
    {
        if (Page.Read<int?>(after ?? 0, limit).IsRefused(out var refusal, out var page))
        {
            return refusal;
        }

        var taken = (await connection.QueryAsync<MeansView>(Means, new { reference, page.After, page.Take })).AsList();
        var (means, next) = page.Cut(taken, row => row.Number);
        return new MeansPage(means, next);
    }
}

/// <summary>A page of means lent in kind.</summary>
/// <param name="Means">In the order of their numbers.</param>
/// <param name="Next">What to send as <c>after</c> for the next page; null on the last.</param>
public sealed record MeansPage(IReadOnlyList<MeansView> Means, int? Next);

/// <summary>Means that a party lends in kind.</summary>
/// <param name="Id">Their identifier.</param>
/// <param name="Number">In the order of noting, from 1.</param>
/// <param name="What">Premises, equipment and the like.</param>
/// <param name="Institution">Code of the party that lends them.</param>
/// <param name="Since">First day.</param>
/// <param name="Until">Last day, or null while no end is known.</param>
public sealed record MeansView(Guid Id, int Number, string What, string Institution, DateOnly Since, DateOnly? Until);
