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
            .For(AgreementAccess.Readers).WithName("listPlacements");

    private static async Task<Shown<PlacementsOfYear>> Read(NpgsqlConnection connection, Agreement agreement, string year)
    {
        if (YearLabels.Find(agreement, year) is null)
        {
            return Refusal.Invalid("year-unknown", "A year is written as the agreement begins its years, for instance 2013-2014.");
        }

        var placements = (await connection.QueryAsync<PlacementView>(Latest, new { agreement.Ref, year })).AsList();
        return new PlacementsOfYear(year, placements.Sum(placement => placement.Places), placements);
    }
}

/// <summary>The placement places of one academic year.</summary>
/// <param name="Year">The academic year.</param>
/// <param name="Places">The sum.</param>
/// <param name="Placements">By institution and kind.</param>
public sealed record PlacementsOfYear(string Year, int Places, IReadOnlyList<PlacementView> Placements);

/// <summary>The places of one kind that a party offers, as counted last.</summary>
/// <param name="Institution">Code of the party that offers them.</param>
/// <param name="Kind">The parties' own code.</param>
/// <param name="Places">How many.</param>
/// <param name="Revision">How often they were counted.</param>
/// <param name="CountedByInstitution">Code of the party that counted last.</param>
/// <param name="CountedAt">When it did; UTC.</param>
public sealed record PlacementView(string Institution, string Kind, int Places, int Revision, string CountedByInstitution, DateTime CountedAt);
