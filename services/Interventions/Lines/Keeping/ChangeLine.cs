using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Interventions.Lines.Reading;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using HourExchange.Words;
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
        NpgsqlTransaction transaction, Guid id, LineAct act, string? reason, HttpContext http, TimeProvider clock, Func<Line, Actor, Decision<Line>> decide) =>
        Run(transaction, id, act, reason, http, clock, (line, actor) => Task.FromResult(decide(line, actor)));

    public static async Task<Decision<Answer<InterventionView>>> Run(
        NpgsqlTransaction transaction, Guid id, LineAct act, string? reason, HttpContext http, TimeProvider clock, Func<Line, Actor, Task<Decision<Line>>> decide)
    {
        var actor = ActorOf(http);
        var group = await LineQuery.TakeWithGroups(transaction, [id], actor.Institution);
        if (group.SingleOrDefault(one => one.Id == id) is not { } line)
        {
            return Refusal.NotFound("intervention");
        }

        if (CheckVersion(http, line.Version) is { } stale)
        {
            return stale;
        }

        return (await Do(transaction, line, [.. group.Where(one => one.Id != id)], act, reason, actor, clock, decide)).IsRefused(out var refusal, out _)
            ? refusal : await Answered(transaction, id, actor);
    }

    /// <summary>One act on a line, and what follows of it for those who teach with it.</summary>
    /// <param name="others">Who teach together with it, locked as the line is.</param>
    /// <returns>The lines that have changed, as they are now; nothing is written where one of them is refused.</returns>
    public static async Task<Decision<IReadOnlyList<Line>>> Do(
        NpgsqlTransaction transaction, Line line, IReadOnlyList<Line> others, LineAct act, string? reason, Actor actor, TimeProvider clock,
        Func<Line, Actor, Task<Decision<Line>>> decide)
    {
        if ((await decide(CoTaughtGroup.Place(line, others, act), actor)).IsRefused(out var refusal, out var changed))
        {
            return refusal;
        }

        IReadOnlyList<FollowingLine> rest = [];
        if (others.Count > 0 && CoTaughtGroup.Follow(
            line, changed, others, act, actor.Institution, await AgreementStore.Of(transaction, line.Agreement, actor.Institution), clock.Today()).IsRefused(out var unfit, out rest!))
        {
            return unfit;
        }

        var now = clock.GetUtcNow();
        await Save(transaction, act, line, changed, reason, actor, now);
        // Who declines for one has asked nothing of the others, and may approve them.
        var hand = act == LineAct.Decline ? actor with { Subject = CoTaughtGroup.Nobody } : actor;
        foreach (var (before, after, follows) in rest)
        {
            await (follows is { } own
                ? Save(transaction, own, before, after, reason ?? Wording.Lines["Reason.other-duration"], hand, now)
                : LineStore.Place(transaction, after));
        }

        List<Line> done = [changed with { Version = line.Version + 1 }, .. rest.Select(one => one.Act is null ? one.After : one.After with { Version = one.Before.Version + 1 })];
        return done;
    }

    private static async Task Save(NpgsqlTransaction transaction, LineAct act, Line before, Line after, string? reason, Actor actor, DateTimeOffset now)
    {
        await LineStore.Update(transaction, act, before, after, reason, actor, now);
        if (act != LineAct.Correct || after.Revision > before.Revision)
        {
            await ActAnnouncement.Add(transaction, act, after, now);
        }
    }

    public static Actor ActorOf(HttpContext http)
    {
        var caller = Caller.Of(http.User);
        return new Actor(caller.Institution, caller.Role, caller.Subject);
    }

    /// <summary>If-Match is asked for on every change of a line (RFC 9110, RFC 6585).</summary>
    public static Refusal? CheckVersion(HttpContext http, int version) =>
        IfMatch.Check(http, version, new Refusal(RefusalKind.Stale, "line-changed", "The line has changed since it was read."));

    public static async Task<Answer<InterventionView>> Answered(NpgsqlTransaction transaction, Guid id, Actor actor)
    {
        var view = (await ShownLines.Find(transaction.Connection!, transaction, id, actor))!;
        return Answer.Ok(view) with { ETag = ETags.Of(view.Version) };
    }
}
