using Dapper;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Placements.Reading;

/// <summary>The placement places of one academic year, as counted last.</summary>
public static class PlacementsEndpoint
{
    // How many there may be is limited where they are written.
    private const string Latest = """
        select distinct on (institution, kind) institution, kind, places, revision, counted_by_institution, counted_at
        from interventions.placement_count where agreement = @Ref and year = @year order by institution, kind, revision desc
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/agreements/{reference}/placements",
            (string reference, string year, HttpContext http, NpgsqlDataSource database) =>
                AgreementAccess.Read(http, database, reference, (connection, agreement) => Read(connection, agreement, year)))
            .For(AgreementAccess.Readers);

    private static async Task<IResult> Read(NpgsqlConnection connection, Agreement agreement, string year)
    {
        if (YearLabels.Find(agreement, year) is null)
        {
            return Problem.From(Refusal.Invalid("year-unknown", "A year is written as the agreement begins its years, for instance 2013-2014."));
        }

        var placements = (await connection.QueryAsync<PlacementRow>(Latest, new { agreement.Ref, year })).AsList();
        return Results.Ok(new { year, places = placements.Sum(placement => placement.Places), placements });
    }

    private sealed record PlacementRow(string Institution, string Kind, int Places, int Revision, string CountedByInstitution, DateTime CountedAt);
}
