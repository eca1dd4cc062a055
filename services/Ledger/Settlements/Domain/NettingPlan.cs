using HourExchange.Plumbing;

namespace HourExchange.Ledger.Settlements.Domain;

/// <summary>
/// Settlements of one currency among any number of institutions, and the payments that take their place. Pure; the order of
/// the settlements does not matter. The whole plan is nobody's to read: an institution sees <see cref="ShareOf"/>.
/// </summary>
internal sealed class NettingPlan
{
    private NettingPlan(IReadOnlyList<NettedSettlement> settlements)
    {
        Settlements = settlements;
        Positions = [.. settlements
            .SelectMany(settlement => new[] { new NetPosition(settlement.Payee, settlement.AmountCents), new NetPosition(settlement.Payer, -settlement.AmountCents) })
            .GroupBy(part => part.Institution, part => part.Cents, StringComparer.Ordinal)
            .Select(parts => new NetPosition(parts.Key, parts.Sum()))
            .OrderBy(position => position.Institution, StringComparer.Ordinal)];
        var (groups, isMost) = ZeroSumGroups.Of(Positions);
        IsFewest = isMost;
        Payments = [.. groups.SelectMany(PayOff).OrderBy(payment => payment.Payer, StringComparer.Ordinal).ThenBy(payment => payment.Payee, StringComparer.Ordinal)];
    }

    /// <summary>By statement, then by id.</summary>
    public IReadOnlyList<NettedSettlement> Settlements { get; }

    /// <summary>One for every institution, zeros too, by its code.</summary>
    public IReadOnlyList<NetPosition> Positions { get; }

    /// <summary>By payer, then payee: always fewer than there are institutions.</summary>
    public IReadOnlyList<Payment> Payments { get; }

    /// <summary>False: too many institutions for a search of all ways, there may be one with fewer payments.</summary>
    public bool IsFewest { get; }

    public static Decision<NettingPlan> Of(IReadOnlyCollection<NettedSettlement> settlements)
    {
        if (NettingRules.Check(settlements) is { } refusal)
        {
            return refusal;
        }

        return new NettingPlan([.. settlements.OrderBy(settlement => settlement.Statement, StringComparer.Ordinal).ThenBy(settlement => settlement.Id)]);
    }

    /// <returns>What the institution may see, or null when none of the settlements is its own.</returns>
    public NettingShare? ShareOf(string institution)
    {
        var own = Settlements.Where(settlement => settlement.Payer == institution || settlement.Payee == institution).ToList();
        return own.Count == 0
            ? null
            : new NettingShare(institution, own, [.. Payments.Where(payment => payment.Payer == institution || payment.Payee == institution)]);
    }

    /// <summary>Largest debtor to largest creditor: each payment brings one of the two to zero, the last one both.</summary>
    private static IEnumerable<Payment> PayOff(IReadOnlyList<NetPosition> group)
    {
        var ordered = group.OrderBy(position => position.Institution, StringComparer.Ordinal).ToList();
        var open = ordered.ConvertAll(position => position.Cents);
        for (var paid = 1; paid < open.Count && open.Max() > 0; paid++)
        {
            var payer = open.IndexOf(open.Min());
            var payee = open.IndexOf(open.Max());
            var cents = Math.Min(-open[payer], open[payee]);
            open[payer] += cents;
            open[payee] -= cents;
            yield return new Payment(ordered[payer].Institution, ordered[payee].Institution, cents);
        }
    }
}

/// <summary>What an institution is owed by all others together, less what it owes them.</summary>
/// <param name="Cents">Above zero it is paid, below zero it pays. The positions of a netting sum to zero.</param>
internal readonly record struct NetPosition(string Institution, long Cents);

/// <summary>A settlement that a netting takes the place of.</summary>
/// <param name="AmountCents">What the payer owes the payee, in hundredths of the currency: 0 to <see cref="NettingRules.AmountLimitCents"/>.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Statement">The label of the statement it settles, which both ends know.</param>
internal sealed record NettedSettlement(Guid Id, string Payer, string Payee, long AmountCents, string Currency, string Statement);

/// <summary>What one institution pays another once a netting binds, also where the two have no agreement with each other.</summary>
/// <param name="Cents">Above zero.</param>
internal sealed record Payment(string Payer, string Payee, long Cents);
