using HourExchange.Interventions.Lines.Domain;
using HourExchange.Interventions.Lines.Reading;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Microsoft.Net.Http.Headers;
using Npgsql;

namespace HourExchange.Interventions.Lines.Keeping;

/// <summary>
/// The one shape of every act on a line: lock it, see that it is the version that was read, let the line decide, save it with
/// its history.
/// </summary>
internal static class ChangeLine
{
    /// <param name="decide">What the line becomes.</param>
    public static Task<Decision<Answer<InterventionView>>> Run(
        NpgsqlTransaction transaction, Guid id, LineAct act, string? reason, HttpContext http, DateTimeOffset now, Func<Line, Actor, Decision<Line>> decide) =>
        Run(transaction, id, act, reason, http, now, (line, actor) => Task.FromResult(decide(line, actor)));

    public static async Task<Decision<Answer<InterventionView>>> Run(
        NpgsqlTransaction transaction, Guid id, LineAct act, string? reason, HttpContext http, DateTimeOffset now, Func<Line, Actor, Task<Decision<Line>>> decide)
    {
        var actor = ActorOf(http);
        if ((await LineQuery.Take(transaction, [id], actor.Institution)).SingleOrDefault() is not { } line)
        {
            return Refusal.NotFound("intervention");
        }

        if (CheckVersion(http, line.Version) is { } stale)
        {
            return stale;
        }

        if ((await decide(line, actor)).IsRefused(out var refusal, out var changed))
        {
            return refusal;
        }

        await Save(transaction, act, line, changed, reason, actor, now);
        return await Answered(transaction, id, actor);
    }

    public static async Task Save(NpgsqlTransaction transaction, LineAct act, Line before, Line after, string? reason, Actor actor, DateTimeOffset now)
    {
        await LineStore.Update(transaction, act, before, after, reason, actor, now);
        if (act != LineAct.Correct || after.Revision > before.Revision)
        {
            await ActAnnouncement.Add(transaction, act, after, now);
        }
    }

    /// <summary>The institutions' own calendar day: that of the time zone in which the service runs (docs/settings.md, TZ).</summary>
    public static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(clock.GetLocalNow().DateTime);

    public static Actor ActorOf(HttpContext http)
    {
        var caller = Caller.Of(http.User);
        return new Actor(caller.Institution, caller.Role, caller.Subject);
    }

    /// <summary>If-Match is asked for on every change of a line (RFC 9110, RFC 6585).</summary>
    public static Refusal? CheckVersion(HttpContext http, int version)
    {
        var ifMatch = http.Request.Headers[HeaderNames.IfMatch].ToString();
        if (ifMatch.Length == 0)
        {
            return new Refusal(RefusalKind.PreconditionRequired, "etag-missing", "Send If-Match with the ETag of the line as it was read.");
        }

        return ifMatch == ETags.Of(version)
            ? null
            : new Refusal(RefusalKind.Stale, "line-changed", "The line has changed since it was read.");
    }

    public static async Task<Answer<InterventionView>> Answered(NpgsqlTransaction transaction, Guid id, Actor actor)
    {
        var view = (await ShownLines.Find(transaction.Connection!, transaction, id, actor))!;
        return Answer.Ok(view) with { ETag = ETags.Of(view.Version) };
    }
}
