using HourExchange.Interventions.Domain;
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
        var lines = await ConfirmationStore.Lock(transaction, ids, caller);
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

        if (good.Count == 0)
        {
            return new ConfirmationResult(0, 0, refused);
        }

        // PostgreSQL keeps microseconds: what is announced must be what is stored.
        var now = clock.GetUtcNow();
        now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        await ConfirmationStore.TurnKeys(transaction, good, caller.Institution, caller.Subject, now);
        good.ForEach(line => line.Keys.Add(new StoredKey(line.Id, caller.Institution, caller.Subject, now.UtcDateTime, Tacit: false)));

        var confirmed = await Credit(transaction, [.. good.Where(line => line.Keys.Count == 2)], caller);
        if (confirmed.Count > 0)
        {
            var messages = await OutboxWriter.AddAll(transaction, [.. confirmed.Select(line => line.ToEvent())]);
            await ConfirmationStore.MarkConfirmed(transaction, confirmed, messages, now);
        }

        return new ConfirmationResult(good.Count, confirmed.Count, refused);
    }

    private static async Task<List<ConfirmedLine>> Credit(NpgsqlTransaction transaction, IReadOnlyList<StoredLine> lines, Caller caller)
    {
        var agreements = new Dictionary<string, Agreement>(StringComparer.Ordinal);
        var confirmed = new List<ConfirmedLine>(lines.Count);
        foreach (var line in lines)
        {
            if (!agreements.TryGetValue(line.Agreement, out var agreement))
            {
                agreement = (await AgreementStore.Load(transaction.Connection!, transaction, line.Agreement, caller.Institution))!;
                agreements[line.Agreement] = agreement;
            }

            // Layers are never taken back, so the terms that admitted the line are still there.
            var terms = agreement.TermsAt(line.Date)!;
            confirmed.Add(new ConfirmedLine(line, agreement, terms, terms.CoefficientOf(line.Nature)!.Value));
        }

        return confirmed;
    }
}
