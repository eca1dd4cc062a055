using HourExchange.Interventions.Domain;
using HourExchange.Interventions.KeepingLines;
using HourExchange.Interventions.SigningAgreement;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Outbox;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.ConfirmingIntervention;

/// <summary>
/// Turns one institution's key over each of the lines. A line whose second key turns is credited by the terms at its date
/// and announced to the ledger, in the same transaction.
/// </summary>
internal static class ConfirmLines
{
    public static async Task<ConfirmationResult> Run(NpgsqlTransaction transaction, Guid[] ids, Caller caller, TimeProvider clock)
    {
        var lines = await LineLock.Take(transaction, ids, caller);
        var refused = ids.Except(lines.Select(line => line.Id))
            .Select(id => new RefusedLine(id, Refusal.NotFound("intervention"))).ToList();
        var good = new List<StoredLine>(lines.Count);
        foreach (var line in lines)
        {
            if (KeyRules.Check(line.ToConfirm(caller.Subject), caller) is { } refusal)
            {
                refused.Add(new RefusedLine(line.Id, refusal));
            }
            else
            {
                good.Add(line);
            }
        }

        var confirmed = good.Count == 0 ? 0 : await Turn(
            transaction, good, line => new StoredKey(line.Id, caller.Institution, caller.Subject, Now(clock), Tacit: false), caller.Institution);
        return new ConfirmationResult(good.Count, confirmed, refused);
    }

    /// <summary>PostgreSQL keeps microseconds: what is announced must be what is stored.</summary>
    public static DateTime Now(TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond)).UtcDateTime;
    }

    /// <param name="lines">Locked, and each still without the key.</param>
    /// <param name="keyOf">The key to turn; the same person and instant for all.</param>
    /// <param name="party">A party to all the lines' agreements.</param>
    /// <returns>How many lines have both keys now.</returns>
    public static async Task<int> Turn(NpgsqlTransaction transaction, IReadOnlyList<StoredLine> lines, Func<StoredLine, StoredKey> keyOf, string party)
    {
        var keys = lines.Select(keyOf).ToList();
        await ConfirmationStore.TurnKeys(transaction, lines, keys);
        foreach (var (line, key) in lines.Zip(keys))
        {
            line.Keys.Add(key);
        }

        var confirmed = await Credit(transaction, [.. lines.Where(line => line.Keys.Count == 2)], party);
        if (confirmed.Count > 0)
        {
            var announced = confirmed.Where(line => line.IsAnnounced).ToList();
            var ids = await OutboxWriter.AddAll(transaction, [.. announced.Select(line => line.ToMessage())]);
            var messageOf = announced.Zip(ids).ToDictionary(pair => pair.First.Line.Id, pair => pair.Second);
            await ConfirmationStore.MarkConfirmed(
                transaction, confirmed, [.. confirmed.Select(line => messageOf.TryGetValue(line.Line.Id, out var id) ? id : (Guid?)null)], keys[0].TurnedAt);
        }

        return confirmed.Count;
    }

    private static async Task<List<ConfirmedLine>> Credit(NpgsqlTransaction transaction, IReadOnlyList<StoredLine> lines, string party)
    {
        var agreements = new Dictionary<string, Agreement>(StringComparer.Ordinal);
        var confirmed = new List<ConfirmedLine>(lines.Count);
        foreach (var line in lines)
        {
            if (!agreements.TryGetValue(line.Agreement, out var agreement))
            {
                agreement = (await AgreementStore.Load(transaction.Connection!, transaction, line.Agreement, party))!;
                agreements[line.Agreement] = agreement;
            }

            // Layers are never taken back; a line that a later notice leaves outside the agreement had been admitted.
            var terms = agreement.LastTermsAt(line.Date)!;
            confirmed.Add(new ConfirmedLine(line, agreement, terms, terms.CoefficientOf(line.Nature)!.Value));
        }

        return confirmed;
    }
}
