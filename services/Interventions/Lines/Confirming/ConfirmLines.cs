using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Interventions.Lines.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Sending;
using Npgsql;

namespace HourExchange.Interventions.Lines.Confirming;

/// <summary>
/// Turns one institution's key over each of the lines. A line whose second key turns is credited by the terms at its date
/// and announced to the ledger, in the same transaction.
/// </summary>
internal static class ConfirmLines
{
    /// <param name="revisions">Which were looked at, as far as that is known.</param>
    public static async Task<ConfirmationResult> Run(NpgsqlTransaction transaction, Guid[] ids, IReadOnlyDictionary<Guid, int> revisions, Actor actor, TimeProvider clock)
    {
        var lines = await LineQuery.Take(transaction, ids, actor.Institution);
        var changed = lines.Where(line => revisions.TryGetValue(line.Id, out var seen) && seen != line.Revision).ToList();
        return await Run(
            transaction, [.. lines.Except(changed)],
            [
                .. ids.Except(lines.Select(line => line.Id)).Select(id => new RefusedLine(id, Refusal.NotFound("intervention"))),
                .. changed.Select(line => new RefusedLine(line.Id, KeyRules.OtherRevision(line.Revision))),
            ],
            actor, clock);
    }

    /// <param name="line">Taken.</param>
    public static Task<ConfirmationResult> Run(NpgsqlTransaction transaction, Line line, Actor actor, TimeProvider clock) => Run(transaction, [line], [], actor, clock);

    private static async Task<ConfirmationResult> Run(NpgsqlTransaction transaction, IReadOnlyList<Line> lines, List<RefusedLine> refused, Actor actor, TimeProvider clock)
    {
        var good = new List<Line>(lines.Count);
        foreach (var line in lines)
        {
            if (KeyRules.Check(line, actor) is { } refusal)
            {
                refused.Add(new RefusedLine(line.Id, refusal));
            }
            else
            {
                good.Add(line);
            }
        }

        var key = new LineKey(actor.Institution, actor.Subject, Now(clock), Tacit: false);
        return new ConfirmationResult(await Turn(transaction, good, _ => key, actor.Institution, refused), refused);
    }

    /// <summary>PostgreSQL keeps microseconds: what is announced must be what is stored.</summary>
    public static DateTimeOffset Now(TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    /// <param name="lines">Locked, and each still without the key.</param>
    /// <param name="keyOf">The key to turn; the same person and instant for all.</param>
    /// <param name="party">A party to all the lines' agreements.</param>
    /// <param name="refused">Gets the lines whose second key cannot turn.</param>
    public static async Task<TurnedKeys> Turn(
        NpgsqlTransaction transaction, IReadOnlyList<Line> lines, Func<Line, LineKey> keyOf, string party, List<RefusedLine> refused)
    {
        var turned = lines.Select(line => line.Turn(keyOf(line))).ToList();
        var agreements = await AgreementStore.Of(transaction, turned.Select(line => line.Agreement), party);
        var complete = Judge([.. turned.Where(line => line.Keys.Count == 2)], agreements, refused);
        var without = refused.Select(line => line.Id).ToHashSet();
        turned.RemoveAll(line => without.Contains(line.Id));
        if (turned.Count == 0)
        {
            return new TurnedKeys([], 0, agreements);
        }

        var outbox = new OutboxMessages();
        await ConfirmationStore.TurnKeys(transaction, turned, complete, Announce(complete, outbox));
        var credited = complete.ToDictionary(line => line.Line.Id, line => line.AsConfirmed());
        IReadOnlyList<Line> standing = [.. turned.Select(line => credited.GetValueOrDefault(line.Id, line) with { Version = line.Version + 1 })];
        await LineRecords.Tell(transaction, standing, agreements, outbox);
        await outbox.Write(transaction);
        return new TurnedKeys(standing, complete.Count, agreements);
    }

    /// <summary>
    /// Tells the ledger once more of lines that it refused because no year was open: one is open again. What by today's terms
    /// can no longer be confirmed stays refused.
    /// </summary>
    /// <param name="party">A party to the lines' agreement.</param>
    public static async Task AnnounceAgain(NpgsqlTransaction transaction, Guid[] ids, string party, DateTimeOffset now)
    {
        var lines = await LineQuery.Take(transaction, ids, party);
        var outbox = new OutboxMessages();
        if (Judge(lines, await AgreementStore.Of(transaction, lines.Select(line => line.Agreement), party), []) is { Count: > 0 } complete)
        {
            await ConfirmationStore.MarkAnnounced(transaction, complete, Announce(complete, outbox), now);
            await outbox.Write(transaction);
        }
    }

    /// <returns>The id under which each is announced; null where it is not.</returns>
    private static Guid?[] Announce(IReadOnlyList<ConfirmedLine> complete, OutboxMessages outbox) =>
        [.. complete.Select(line => line.IsAnnounced ? outbox.Add(ConfirmationMessage.Of(line)) : (Guid?)null)];

    /// <summary>What becomes of lines with both keys, by the terms at their dates.</summary>
    private static List<ConfirmedLine> Judge(IReadOnlyList<Line> lines, IReadOnlyDictionary<string, Agreement> agreements, List<RefusedLine> refused)
    {
        var complete = new List<ConfirmedLine>(lines.Count);
        foreach (var line in lines)
        {
            if (ConfirmedLine.Of(line, agreements[line.Agreement]).IsRefused(out var refusal, out var confirmed))
            {
                refused.Add(new RefusedLine(line.Id, refusal));
            }
            else
            {
                complete.Add(confirmed);
            }
        }

        return complete;
    }
}

/// <summary>What became of the lines asked for.</summary>
internal sealed record ConfirmationResult(TurnedKeys Turned, IReadOnlyList<RefusedLine> Refused);

/// <param name="Lines">Whose key was turned, as they stand now.</param>
/// <param name="Confirmed">How many of them have both keys.</param>
/// <param name="Agreements">Theirs, by reference.</param>
internal sealed record TurnedKeys(IReadOnlyList<Line> Lines, int Confirmed, IReadOnlyDictionary<string, Agreement> Agreements);

/// <summary>A line whose key was not turned, and why.</summary>
internal sealed record RefusedLine(Guid Id, Refusal Refusal);
