using HourExchange.Ledger.Books.Domain;
using HourExchange.Plumbing;

namespace HourExchange.Ledger.Years.Domain;

/// <summary>
/// What closes a year (docs/domain.md, Year end): within each pair, the domains of a compensation group are set off against
/// each other; what is left is carried within the cap, used up in the listed order; the rest is settled in money. Pure.
/// </summary>
internal sealed class YearClosing
{
    private readonly List<ClosingRow> _rows = [];
    private readonly List<SettlementLine> _settlements = [];
    private readonly YearSpan _year;
    private readonly YearSpan? _next;
    private readonly YearTerms _terms;

    private YearClosing(YearSpan year, YearSpan? next, YearTerms terms) => (_year, _next, _terms) = (year, next, terms);

    public IReadOnlyList<ClosingRow> Rows => _rows;

    public IReadOnlyList<SettlementLine> Settlements => _settlements;

    /// <param name="next">The year that the carry goes into; null when the agreement ends: all is settled.</param>
    /// <param name="terms">The terms on the year's last day.</param>
    /// <param name="balances">One for each pair and domain of the year.</param>
    public static Decision<YearClosing> Of(YearSpan year, YearSpan? next, YearTerms terms, IEnumerable<DomainBalance> balances)
    {
        var closing = new YearClosing(year, next, terms);
        var pairs = balances.Where(balance => balance.Minutes != 0).GroupBy(balance => (balance.First, balance.Second))
            .OrderBy(pair => pair.Key.First, StringComparer.Ordinal).ThenBy(pair => pair.Key.Second, StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            // A row has no more minutes than 32 bits hold, nor a settlement.
            if (pair.Sum(balance => Math.Abs(balance.Minutes)) > int.MaxValue)
            {
                return Refusal.Conflict("balance-too-large", $"{pair.Key.First} and {pair.Key.Second} stand at more minutes than a row can move: adjust them first.");
            }

            var left = pair.ToDictionary(balance => balance.Domain, balance => balance.Minutes);
            foreach (var group in closing.Groups(left.Keys))
            {
                closing.Compensate(pair.Key, group, left);
                if (closing.CarryAndSettle(pair.Key, group, left) is { } refusal)
                {
                    return refusal;
                }
            }
        }

        return closing;
    }

    /// <summary>Each compensation group, and each other domain by itself, in the agreement's order; unlisted ones last, by code.</summary>
    private IEnumerable<IReadOnlyList<string>> Groups(IEnumerable<string> domains)
    {
        var listed = _terms.Domains.Concat(domains.Except(_terms.Domains).Order(StringComparer.Ordinal));
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var domain in listed.Where(domain => !done.Contains(domain)))
        {
            var group = _terms.CompensationGroups.FirstOrDefault(group => group.Contains(domain)) ?? [domain];
            done.UnionWith(group);
            yield return group;
        }
    }

    private void Compensate((string First, string Second) pair, IReadOnlyList<string> group, Dictionary<string, long> left)
    {
        var above = group.Sum(domain => Math.Max(0, left.GetValueOrDefault(domain)));
        var below = group.Sum(domain => Math.Max(0, -left.GetValueOrDefault(domain)));
        var (leftAbove, leftBelow) = (Math.Min(above, below), Math.Min(above, below));
        foreach (var domain in group)
        {
            var minutes = left.GetValueOrDefault(domain);
            var taken = Math.Min(Math.Abs(minutes), minutes > 0 ? leftAbove : leftBelow);
            if (taken == 0)
            {
                continue;
            }

            Add(Kinds.Compensation, Towards(pair, domain, minutes), taken, _year.LastDay);
            left[domain] = minutes - (Math.Sign(minutes) * taken);
            (leftAbove, leftBelow) = minutes > 0 ? (leftAbove - taken, leftBelow) : (leftAbove, leftBelow - taken);
        }
    }

    private Refusal? CarryAndSettle((string First, string Second) pair, IReadOnlyList<string> group, Dictionary<string, long> left)
    {
        var cap = _next is null ? 0 : _terms.CarryCapMinutes ?? long.MaxValue;
        var settled = new List<(string Domain, long Minutes)>();
        var carried = new List<(string Domain, long Minutes)>();
        foreach (var domain in group)
        {
            var minutes = left.GetValueOrDefault(domain);
            var carry = Math.Min(Math.Abs(minutes), cap);
            cap -= carry;
            carried.Add((domain, Math.Sign(minutes) * carry));
            settled.Add((domain, minutes - (Math.Sign(minutes) * carry)));
        }

        settled.RemoveAll(part => part.Minutes == 0);
        if (settled.Find(part => _terms.TariffOf(part.Domain) is null) is { Domain: { } without })
        {
            return Refusal.Invalid("settlement-tariff-missing", $"{without} has minutes to settle, and no settlement tariff on {_year.LastDay:yyyy-MM-dd}.");
        }

        Settle(pair, settled);
        foreach (var (domain, minutes) in carried.Where(part => part.Minutes != 0))
        {
            Carry(pair, domain, minutes);
        }

        return null;
    }

    private void Settle((string First, string Second) pair, List<(string Domain, long Minutes)> parts)
    {
        if (parts.Count == 0)
        {
            return;
        }

        foreach (var (domain, minutes) in parts)
        {
            Add(Kinds.Settlement, Towards(pair, domain, minutes), Math.Abs(minutes), _year.LastDay);
        }

        // After compensation all domains of a group lean to one side.
        var (payee, payer) = parts[0].Minutes > 0 ? (pair.First, pair.Second) : (pair.Second, pair.First);
        var rates = parts.ConvertAll(part => new SettlementRate(part.Domain, (int)Math.Abs(part.Minutes), _terms.TariffOf(part.Domain)!.Value, _year.LastDay));
        var value = rates.Sum(rate => rate.Minutes * rate.Tariff) / 60m;
        _settlements.Add(new SettlementLine(
            _settlements.Count + 1, payer, payee, [.. rates.Select(rate => rate.Domain)], rates.Sum(rate => rate.Minutes),
            rates.DistinctBy(rate => rate.Tariff).Count() == 1 ? rates[0].Tariff : null, Math.Round(value, 2, MidpointRounding.AwayFromZero), _terms.Currency, rates));
    }

    /// <summary>Each institution's minutes move from its account of this year to its account of the next.</summary>
    private void Carry((string First, string Second) pair, string domain, long minutes)
    {
        var (debit, credit) = Towards(pair, domain, minutes);
        var label = _next!.Label;
        Add(Kinds.CarryForward, (debit, debit with { Year = label }), Math.Abs(minutes), _next.FirstDay);
        Add(Kinds.CarryForward, (credit with { Year = label }, credit), Math.Abs(minutes), _next.FirstDay);
    }

    /// <summary>Who stands above zero is debited, so that both accounts move towards zero.</summary>
    private (Account Debit, Account Credit) Towards((string First, string Second) pair, string domain, long minutes)
    {
        var first = new Account(pair.First, pair.Second, domain, _year.Label);
        return minutes > 0 ? (first, first.Mirror) : (first.Mirror, first);
    }

    private void Add(string kind, (Account Debit, Account Credit) accounts, long minutes, DateOnly valueDate) =>
        _rows.Add(new ClosingRow(_rows.Count + 1, kind, accounts.Debit, accounts.Credit, checked((int)minutes), valueDate));
}
