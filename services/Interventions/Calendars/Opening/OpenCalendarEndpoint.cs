using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Microsoft.Net.Http.Headers;
using Npgsql;

namespace HourExchange.Interventions.Calendars.Opening;

/// <summary>
/// A registrar opens a calendar of its institution, or of one contributor of it, and is told its secret address once. The
/// answer is kept nowhere, so an Idempotency-Key is refused: a lost answer is a calendar to revoke.
/// </summary>
public static class OpenCalendarEndpoint
{
    /// <summary>Of one institution, revoked ones not counted.</summary>
    private const int CalendarLimit = 100;

    private const string Known = """
        select exists (select from interventions.institution where code = @institution) as institution,
            @contributor::text is null
                or exists (select from interventions.contributor where institution = @institution and code = @contributor) as contributor,
            (select count(*) from interventions.calendar where institution = @institution and revoked_at is null) as calendars
        """;

    // One at a time of an institution, or two at once would both be the last.
    private const string Lock = "select pg_advisory_xact_lock(hashtextextended('interventions.calendar ' || @institution, 0))";

    private const string Insert = """
        insert into interventions.calendar (id, institution, contributor, token_hash, opened_by, opened_at)
        values (@id, @institution, @contributor, @hash, @subject, @now)
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/calendars", Open).For(Roles.Registrar).WithName("openCalendar").Produces<OpenedCalendar>(201);

    private static async Task<IResult> Open(CalendarRequest request, HttpContext http, NpgsqlDataSource database, TimeProvider clock)
    {
        if (http.Request.Headers.ContainsKey(HttpWrites.Header))
        {
            return Problem.From(Refusal.Invalid("idempotency-key-unsupported", "The answer holds a secret and is not kept: send no Idempotency-Key."));
        }

        var caller = Caller.Of(http.User);
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        await using var transaction = await connection.BeginTransactionAsync(http.RequestAborted);
        await connection.ExecuteAsync(Lock, new { caller.Institution }, transaction);
        var known = await connection.QuerySingleAsync<KnownRow>(Known, new { caller.Institution, request.Contributor }, transaction);
        if (known.Check() is { } refusal)
        {
            return Problem.From(refusal);
        }

        var token = CalendarAddress.NewToken();
        var id = Guid.CreateVersion7();
        await connection.ExecuteAsync(Insert, new
        {
            id,
            caller.Institution,
            request.Contributor,
            hash = CalendarAddress.HashOf(token),
            caller.Subject,
            now = clock.GetUtcNow(),
        }, transaction);
        await transaction.CommitAsync(http.RequestAborted);
        http.Response.Headers[HeaderNames.CacheControl] = "no-store";
        return Results.Json(new OpenedCalendar(id, request.Contributor, CalendarAddress.Path(token)), statusCode: StatusCodes.Status201Created);
    }

    private sealed record KnownRow(bool Institution, bool Contributor, long Calendars)
    {
        public Refusal? Check() =>
            !Institution ? Refusal.NotFound("institution")
            : !Contributor ? Refusal.Invalid("contributor-unknown", "Your institution has no contributor with that code.")
            : Calendars >= CalendarLimit ? Refusal.Conflict("calendars-too-many", $"An institution has at most {CalendarLimit} calendars: revoke one.")
            : null;
    }
}

/// <summary>Which lines a calendar shows.</summary>
/// <param name="Contributor">A code of the caller's institution; null: every line that the institution lends or receives.</param>
public sealed record CalendarRequest(string? Contributor = null);

/// <summary>A new calendar.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Contributor">Null: the whole institution.</param>
/// <param name="Address">Path at this service; whoever has it reads the calendar. It is never told again.</param>
public sealed record OpenedCalendar(Guid Id, string? Contributor, string Address);
