using HourExchange.Plumbing;

namespace HourExchange.Ledger.Settlements.Domain;

/// <summary>Which settlements can be netted with each other.</summary>
internal static class NettingRules
{
    public const int SettlementsLimit = 10_000;
    public const int MostInstitutions = 200;

    /// <summary>Of one institution's, at a time.</summary>
    public const int OpenLimit = 100;

    /// <summary>So much that nobody owes it, so little that no sum of <see cref="SettlementsLimit"/> leaves a long.</summary>
    public const long AmountLimitCents = 100_000_000_000_000;

    public static Refusal TooLarge { get; } =
        Refusal.Invalid("netting-too-large", $"At most {SettlementsLimit} settlements among {MostInstitutions} institutions.");

    /// <returns>The first rule they break, or null. The order of the settlements does not matter.</returns>
    public static Refusal? Check(IReadOnlyCollection<NettedSettlement> settlements)
    {
        if (settlements.Count < 2)
        {
            return Refusal.Invalid("nothing-to-net", "A netting takes two settlements or more.");
        }

        if (settlements.Count > SettlementsLimit
            || settlements.Select(settlement => settlement.Payer).Union(settlements.Select(settlement => settlement.Payee)).Count() > MostInstitutions)
        {
            return TooLarge;
        }

        if (settlements.DistinctBy(settlement => settlement.Id).Count() < settlements.Count)
        {
            return Refusal.Invalid("settlement-repeated", "A settlement is netted once.");
        }

        if (settlements.DistinctBy(settlement => settlement.Currency).Count() > 1)
        {
            return Refusal.Invalid("currencies-mixed", "The settlements of a netting are in one currency.");
        }

        if (settlements.Any(settlement => settlement.Payer == settlement.Payee))
        {
            return Refusal.Invalid("institutions-invalid", "Payer and payee are two institutions.");
        }

        return settlements.Any(settlement => settlement.AmountCents is < 0 or > AmountLimitCents)
            ? Refusal.Invalid("amount-invalid", $"An amount is 0 to {AmountLimitCents} cents.")
            : null;
    }
}
