using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace HourExchange.Interventions.Calendars.Reading;

/// <summary>The calendars of the registrar's institution, without their addresses; and the end of one.</summary>
public static class CalendarsEndpoint
{
    private const string Calendars = """
        select id, contributor, opened_by, opened_at, revoked_by, revoked_at from interventions.calendar
        where institution = @institution order by revoked_at is not null, opened_at desc, id limit 200
        """;

    // Revoked before, it stays as it is.
    private const string Revoke = """
        update interventions.calendar set revoked_by = coalesce(revoked_by, @subject), revoked_at = coalesce(revoked_at, @now)
        where id = @id and institution = @institution
        returning id, contributor, opened_by, opened_at, revoked_by, revoked_at
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/calendars", Read).For(Roles.Registrar).WithName("listCalendars");
        routes.MapPost("/api/v1/calendars/{id:guid}/revocations", (Guid id, HttpContext http, HttpWrites writes, TimeProvider clock) =>
            writes.Run(http, null, transaction => End(transaction, id, Caller.Of(http.User), clock.GetUtcNow())))
            .For(Roles.Registrar).WithName("revokeCalendar");
    }

    private static async Task<Ok<CalendarList>> Read(HttpContext http, NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        return TypedResults.Ok(new CalendarList((await connection.QueryAsync<CalendarView>(Calendars, new { Caller.Of(http.User).Institution })).AsList()));
    }

    private static async Task<Decision<Answer<CalendarView>>> End(NpgsqlTransaction transaction, Guid id, Caller caller, DateTimeOffset now) =>
        await transaction.Connection!.QuerySingleOrDefaultAsync<CalendarView>(
            Revoke, new { id, caller.Institution, caller.Subject, now }, transaction) is { } revoked
            ? Answer.Ok(revoked)
            : Refusal.NotFound("calendar");
}

/// <summary>The calendars of an institution.</summary>
/// <param name="Calendars">At most 200: those that may be followed first, then the latest.</param>
public sealed record CalendarList(IReadOnlyList<CalendarView> Calendars);

/// <summary>A calendar without its address.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Contributor">Null: the whole institution.</param>
/// <param name="OpenedBy">Subject of who opened it.</param>
/// <param name="OpenedAt">When it was opened; UTC.</param>
/// <param name="RevokedBy">Subject of who revoked it, if somebody did.</param>
/// <param name="RevokedAt">Since when its address leads nowhere; null while it is followed.</param>
public sealed record CalendarView(Guid Id, string? Contributor, string OpenedBy, DateTime OpenedAt, string? RevokedBy, DateTime? RevokedAt);
