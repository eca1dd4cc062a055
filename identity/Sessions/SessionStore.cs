using System.Security.Claims;
using Dapper;
using HourExchange.Identity.Keeping;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Npgsql;

namespace HourExchange.Identity.Sessions;

/// <summary>
/// Who is signed in, in which browser. A session is a row: it ends when the row goes, wherever the cookie is. It lives 12 hours from when it was last
/// used, seven days at most.
/// </summary>
public sealed class SessionStore(NpgsqlDataSource database, TimeProvider clock)
{
    public const string IdClaim = "session";

    public static readonly TimeSpan IdleLimit = TimeSpan.FromHours(12);

    private static readonly TimeSpan WholeLimit = TimeSpan.FromDays(7);

    private static readonly TimeSpan NotedEach = TimeSpan.FromMinutes(1);

    private const string Insert = """
        insert into identity.session (id, person, device, way, started_at, last_seen_at)
        values (@id, @person, @device, @way, @now, @now)
        """;

    private const string Find = """
        select id, person, membership, started_at, last_seen_at from identity.session
        where id = @id and last_seen_at > @idle and started_at > @whole
        """;

    private const string Purge = "delete from identity.session where last_seen_at <= @idle or started_at <= @whole";

    /// <summary>Signs in with a new session, whatever the browser brought: one that somebody else has planted is worth nothing.</summary>
    /// <param name="way">How: password, code, recovery-code, passkey, or the key of a provider.</param>
    public async Task Begin(HttpContext http, Person person, string way)
    {
        await End(http);
        var id = Guid.NewGuid();
        await using (var connection = await database.OpenConnectionAsync(http.RequestAborted))
        {
            await connection.ExecuteAsync(Insert, new { id, person = person.Id, device = Device.Of(http.Request.Headers.UserAgent), way, now = clock.GetUtcNow() });
        }

        var claims = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, person.Id), new Claim(IdClaim, id.ToString())], IdentityConstants.ApplicationScheme);
        await http.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        await http.SignInAsync(IdentityConstants.ApplicationScheme, new ClaimsPrincipal(claims));
    }

    /// <summary>The browser's own session, if it has one.</summary>
    public async Task End(HttpContext http)
    {
        if (IdOf((await http.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Principal) is { } id)
        {
            await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
            await connection.ExecuteAsync("delete from identity.session where id = @id", new { id });
        }

        await http.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    /// <returns>Null where it has ended.</returns>
    public async Task<Session?> Read(Guid id, CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        return await connection.QuerySingleOrDefaultAsync<Session>(Find, Limits(id));
    }

    /// <summary>Notes that it is used, at most once a minute.</summary>
    public async Task Note(Session session, CancellationToken stopping)
    {
        if (clock.GetUtcNow().UtcDateTime - session.LastSeenAt > NotedEach)
        {
            await using var connection = await database.OpenConnectionAsync(stopping);
            await connection.ExecuteAsync("update identity.session set last_seen_at = @now where id = @Id", new { now = clock.GetUtcNow(), session.Id });
        }
    }

    /// <summary>From here on the session acts in this membership of its person.</summary>
    /// <returns>False where the person has it not.</returns>
    public async Task<bool> Choose(Session session, Guid membership, CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        return await connection.ExecuteAsync(
            "update identity.session set membership = @membership where id = @Id and exists (select from identity.membership where id = @membership and person = @Person)",
            new { membership, session.Id, session.Person }) == 1;
    }

    /// <summary>One of the person's sessions, wherever it is.</summary>
    public async Task End(string person, Guid id, CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        await connection.ExecuteAsync("delete from identity.session where id = @id and person = @person", new { person, id });
    }

    /// <param name="except">Stays; null: all end.</param>
    public async Task EndAll(string person, Guid? except, CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        await connection.ExecuteAsync("delete from identity.session where person = @person and id is distinct from @except", new { person, except });
    }

    public async Task RemoveOld(CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        await connection.ExecuteAsync(Purge, Limits(Guid.Empty));
    }

    public static Guid? IdOf(ClaimsPrincipal? principal) => Guid.TryParse(principal?.FindFirst(IdClaim)?.Value, out var id) ? id : null;

    private object Limits(Guid id) => new { id, idle = clock.GetUtcNow() - IdleLimit, whole = clock.GetUtcNow() - WholeLimit };
}

/// <param name="Membership">In which it acts; null: not chosen yet.</param>
public sealed record Session(Guid Id, string Person, Guid? Membership, DateTime StartedAt, DateTime LastSeenAt);
