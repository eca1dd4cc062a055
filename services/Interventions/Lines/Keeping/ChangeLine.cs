using HourExchange.Interventions.Lines.Domain;
using HourExchange.Interventions.Lines.Reading;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Microsoft.Net.Http.Headers;
using Npgsql;

namespace HourExchange.Interventions.Lines.Keeping;

/// <summary>
/// The one shape of every act on a line: lock it, see that it is the version that was read, ask the table of its life,
/// decide, save with its history.
/// </summary>
internal static class ChangeLine
{
    /// <param name="decide">What the line becomes. It need not look at state, side or reason: that has been done.</param>
    public static async Task<Decision<Answer>> Run(
        NpgsqlTransaction transaction, Guid id, LineAct act, string? reason, HttpContext http, DateTimeOffset now,
        Func<StoredLine, Caller, Task<Decision<StoredLine>>> decide)
    {
        var caller = Caller.Of(http.User);
        if ((await LineLock.Take(transaction, [id], caller)).SingleOrDefault() is not { } line)
        {
            return Refusal.NotFound("intervention");
        }

        if (CheckVersion(http, line.Version) is { } stale)
        {
            return stale;
        }

        return await Apply(transaction, line, act, reason, caller, now, decide) is { } refusal
            ? refusal
            : await Answered(transaction, id);
    }

    /// <summary>One line that is locked already, whether it was asked for alone or among many.</summary>
    /// <returns>The refusal, with nothing written; or null.</returns>
    public static async Task<Refusal?> Apply(
        NpgsqlTransaction transaction, StoredLine line, LineAct act, string? reason, Caller caller, DateTimeOffset now,
        Func<StoredLine, Caller, Task<Decision<StoredLine>>> decide)
    {
        if (LineLife.Check(
            act, LineLife.State(line.State), caller.Institution, line.LendingInstitution, line.ReceivingInstitution, line.DisputedBy, reason) is { } illegal)
        {
            return illegal;
        }

        if ((await decide(line, caller)).IsRefused(out var refusal, out var changed))
        {
            return refusal;
        }

        await LineSave.Run(transaction, act, line, changed, reason, caller, now);
        await ActAnnouncement.Add(transaction, act, changed, now);
        return null;
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

    public static async Task<Answer> Answered(NpgsqlTransaction transaction, Guid id)
    {
        var line = (await InterventionQuery.Find(transaction.Connection!, transaction, id))!;
        return Answer.Ok(line) with { ETag = ETags.Of(line.Version) };
    }
}
