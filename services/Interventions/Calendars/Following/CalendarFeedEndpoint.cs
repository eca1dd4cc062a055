using System.Diagnostics;
using Dapper;
using HourExchange.Interventions.Calendars.Opening;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.OpenApi;
using HourExchange.Plumbing.Years;
using Microsoft.Net.Http.Headers;
using Npgsql;

namespace HourExchange.Interventions.Calendars.Following;

/// <summary>
/// A calendar as a feed. Calendar programs cannot sign in, so the address itself is the secret: no token is asked for, and
/// an unknown address and a revoked one are answered alike.
/// </summary>
public static class CalendarFeedEndpoint
{
    public const string Route = "/calendar/{token}.ics";

    private const int EntryLimit = 2000;
    private const int DaysBack = 400;

    private const string Found = "select institution, contributor from interventions.calendar where token_hash = @hash and revoked_at is null";

    // The limit drops the oldest. Each institution's lines are found by one of two indexes; a line has two institutions.
    private const string Lines = """
        select line.id, line.version, line.date, line.nature, line.domain, line.contributor, line.state,
            greatest(line.registered_at, line.confirmed_at, line.ledger_answered_at,
                (select max(at) from interventions.line_history as told where told.intervention = line.id),
                (select max(turned_at) from interventions.turned_key as key where key.intervention = line.id)) as changed_at
        from interventions.intervention as line
        where line.date >= @from
            and (line.lending_institution = @Institution or (@Contributor::text is null and line.receiving_institution = @Institution))
            and (@Contributor::text is null or line.contributor = @Contributor)
        order by line.date desc, line.id desc limit @EntryLimit
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(Route, Read).AllowAnonymous().WithName("followCalendar").GivesFile("text/calendar");

    private static async Task<IResult> Read(string token, HttpContext http, NpgsqlDataSource database, TimeProvider clock)
    {
        // The framework's span may carry the path, and with it the secret.
        Activity.Current?.SetTag("url.path", Route);
        if (CalendarAddress.HashOf(token) is not { } hash)
        {
            return Problem.From(Refusal.NotFound("calendar"));
        }

        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        if (await connection.QuerySingleOrDefaultAsync<CalendarRow>(Found, new { hash }) is not { } calendar)
        {
            return Problem.From(Refusal.NotFound("calendar"));
        }

        var from = clock.Today().AddDays(-DaysBack);
        var lines = await connection.QueryAsync<CalendarLine>(Lines, new { calendar.Institution, calendar.Contributor, from, EntryLimit });
        http.Response.Headers[HeaderNames.CacheControl] = "private, no-cache";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        return Results.Text(CalendarText.Write(lines.Reverse()), "text/calendar; charset=utf-8");
    }

    private sealed record CalendarRow(string Institution, string? Contributor);
}
