using Dapper;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Lines.Keeping;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Lines.Listing;

/// <summary>Who carries most of a list: contributors by what their lines are credited.</summary>
public static class ContributorTotalsEndpoint
{
    /// <summary>A page of them; who asks for more takes the list.</summary>
    private const int Told = 12;

    private static string Sums(string condition) => $"""
        select line.lending_institution as institution, line.contributor, count(*) as lines, sum(standing.minutes) as credited_minutes,
            count(*) over () as contributors, (sum(sum(standing.minutes)) over ())::bigint as all_minutes
        from unnest(@Agreements, @FirstDays, @LastDays) as span (agreement, first_day, last_day)
        join interventions.intervention as line on {condition}
        cross join lateral (select coalesce(line.credited_minutes, line.standing_minutes) as minutes) as standing
        where standing.minutes > 0
        group by line.lending_institution, line.contributor
        order by credited_minutes desc, institution, contributor limit @told
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/interventions/totals/contributors", Read).For(AgreementAccess.Readers).WithName("totalContributors");

    private static async Task<Shown<ContributorTotals>> Read([AsParameters] ListFilter filter, HttpContext http, NpgsqlDataSource database, TimeProvider clock)
    {
        var actor = ChangeLine.ActorOf(http);
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        if ((await ListScope.Find(connection, filter, actor)).IsRefused(out var refusal, out var scope))
        {
            return refusal;
        }

        var parameters = ListedLines.Parameters(filter, scope, actor, clock);
        parameters.AddDynamicParams(new { told = Told });
        var rows = (await connection.QueryAsync<SumRow>(Sums(ListedLines.ConditionOf(filter, actor)), parameters)).AsList();
        return new ContributorTotals(
            rows.Count == 0 ? 0 : rows[0].Contributors, rows.Count == 0 ? 0 : rows[0].AllMinutes,
            [.. rows.Select(row => new ContributorTotal(row.Institution, row.Contributor, row.Lines, row.CreditedMinutes))]);
    }

    private sealed record SumRow(string Institution, string Contributor, long Lines, long CreditedMinutes, long Contributors, long AllMinutes);
}

/// <summary>What contributors carry of a list.</summary>
/// <param name="Contributors">How many have lines that are credited.</param>
/// <param name="CreditedMinutes">In minutes, of all of them.</param>
/// <param name="Most">The first twelve, who has most first; at equal minutes by institution and code.</param>
public sealed record ContributorTotals(long Contributors, long CreditedMinutes, IReadOnlyList<ContributorTotal> Most);

/// <summary>What one contributor carries of a list.</summary>
/// <param name="Institution">That lends.</param>
/// <param name="Contributor">Code.</param>
/// <param name="Lines">Those that are credited.</param>
/// <param name="CreditedMinutes">In minutes.</param>
public sealed record ContributorTotal(string Institution, string Contributor, long Lines, long CreditedMinutes);
