using Dapper;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Lines.Keeping;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Lines.Listing;

/// <summary>What all lines of a list are together, however many its pages.</summary>
public static class TotalsEndpoint
{
    private static string Sums(string condition) => $"""
        select count(*) as lines,
            coalesce(sum(line.taught_minutes) filter (where line.state not in ('requested', 'approved', 'declined', 'cancelled')), 0) as taught_minutes, coalesce(sum(coalesce(line.credited_minutes, line.standing_minutes)), 0) as credited_minutes
        from unnest(@Agreements, @FirstDays, @LastDays) as span (agreement, first_day, last_day)
        join interventions.intervention as line on {condition}
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/interventions/totals", Read).For(AgreementAccess.Readers).WithName("totalInterventions");

    private static async Task<Shown<ListTotals>> Read([AsParameters] ListFilter filter, HttpContext http, NpgsqlDataSource database, TimeProvider clock)
    {
        var actor = ChangeLine.ActorOf(http);
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        return (await ListScope.Find(connection, filter, actor)).IsRefused(out var refusal, out var scope)
            ? refusal
            : await connection.QuerySingleAsync<ListTotals>(Sums(ListedLines.ConditionOf(filter, actor)), ListedLines.Parameters(filter, scope, actor, clock));
    }
}

/// <summary>All lines of a list.</summary>
/// <param name="Lines">How many there are.</param>
/// <param name="TaughtMinutes">In minutes, of what has taken place: of lines that are planned, declined or cancelled nothing.</param>
/// <param name="CreditedMinutes">In minutes; of a line that was corrected what stands posted until both keys have turned; of lines that are not credited yet, or not exchanged, nothing.</param>
public sealed record ListTotals(long Lines, long TaughtMinutes, long CreditedMinutes);
