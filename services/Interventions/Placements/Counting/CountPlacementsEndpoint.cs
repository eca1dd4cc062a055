using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Placements.Domain;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Sending;
using Npgsql;

namespace HourExchange.Interventions.Placements.Counting;

/// <summary>
/// A party counts the placement places of a year. Another count replaces the one before, which is kept; the same count again
/// changes nothing.
/// </summary>
public static class CountPlacementsEndpoint
{
    /// <summary>Of one agreement and year: institutions times kinds. A year is one page.</summary>
    private const int CountsLimit = 1000;

    private const string Latest = """
        select revision, places from interventions.placement_count
        where agreement = @Ref and year = @Year and institution = @Institution and kind = @Kind order by revision desc limit 1
        """;

    private const string CountsOfYear = """
        select count(*)::int from interventions.placement_count where agreement = @Ref and year = @Year and revision = 1
        """;

    private const string Insert = """
        insert into interventions.placement_count
            (agreement, year, institution, kind, revision, places, counted_by_institution, counted_by, counted_at)
        values (@Ref, @Year, @Institution, @Kind, @revision, @Places, @by, @Subject, @now)
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/agreements/{reference}/placements",
            (string reference, PlacementRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                AgreementAccess.Write(http, writes, reference, request, (transaction, agreement) =>
                    Count(transaction, agreement, request, Caller.Of(http.User), clock.GetUtcNow())))
            .For(Roles.Registrar, Roles.Management).ByPrograms(Scopes.Lines).WithName("countPlacements");

    private static async Task<Decision<MadeOnce<PlacementCount>>> Count(
        NpgsqlTransaction transaction, Agreement agreement, PlacementRequest request, Caller caller, DateTimeOffset now)
    {
        if (PlacementRules.Check(agreement, request.Year, request.Institution, request.Kind, request.Places) is { } broken)
        {
            return broken;
        }

        var connection = transaction.Connection!;
        var key = new { agreement.Ref, request.Year, request.Institution, request.Kind };
        var latest = await connection.QuerySingleOrDefaultAsync<CountRow>(Latest, key, transaction);
        if (latest?.Places == request.Places)
        {
            return Answer.Known(Counted(request, latest.Revision));
        }

        if (latest is null && await connection.ExecuteScalarAsync<int>(CountsOfYear, key, transaction) >= CountsLimit)
        {
            return Refusal.Conflict("placement-counts-too-many", $"A year of an agreement has at most {CountsLimit} counts.");
        }

        var revision = 1 + (latest?.Revision ?? 0);
        await connection.ExecuteAsync(Insert, new
        {
            agreement.Ref,
            request.Year,
            request.Institution,
            request.Kind,
            revision,
            request.Places,
            by = caller.Institution,
            caller.Subject,
            now,
        }, transaction);
        await OutboxWriter.Add(transaction, new PlacementsCounted(
            agreement.Ref, request.Year, request.Institution, request.Kind, revision, request.Places, now));
        return Answer.CreatedOnce($"/api/v1/agreements/{agreement.Ref}/placements?year={request.Year}", Counted(request, revision));
    }

    private static PlacementCount Counted(PlacementRequest request, int revision) =>
        new(request.Year, request.Institution, request.Kind, request.Places, revision);

    private sealed record CountRow(int Revision, int Places);
}

/// <summary>How many places a party offers.</summary>
/// <param name="Year">Label of an academic year: 2013-2014.</param>
/// <param name="Institution">Code of the party that offers the places.</param>
/// <param name="Kind">A code of 1 to 80 characters, for instance practice, FEE, FTP.</param>
/// <param name="Places">0 to 10000.</param>
public sealed record PlacementRequest(string Year, string Institution, string Kind, int Places);

/// <summary>A count as it holds.</summary>
/// <param name="Year">The academic year.</param>
/// <param name="Institution">Code of the party that offers the places.</param>
/// <param name="Kind">The parties' own code.</param>
/// <param name="Places">How many.</param>
/// <param name="Revision">How often they were counted.</param>
public sealed record PlacementCount(string Year, string Institution, string Kind, int Places, int Revision);
