using HourExchange.Reporting.Agreements.Domain;
using HourExchange.Reporting.Reports.Figures;

namespace HourExchange.Reporting.Reports.Yearly.Domain;

/// <summary>Lines alike that are open still, and so may be credited.</summary>
/// <param name="Minutes">Taught, of one line.</param>
internal sealed record OpenLines(string Agreement, string Lender, string Receiver, string Nature, DateOnly Date, int Minutes, long Lines);

/// <summary>What the balances would be if all that is open took place. Pure.</summary>
internal static class PlannedLines
{
    /// <param name="accounts">As the first party of each pair sees them.</param>
    /// <param name="viewer">Comes before the others; null is the agreement's order.</param>
    public static IReadOnlyList<PlannedHours> Of(KnownAgreement agreement, IReadOnlyList<AccountFigures> accounts, IReadOnlyList<OpenLines> open, string? viewer = null)
    {
        string[] parties = [.. agreement.Parties.Where(party => party == viewer), .. agreement.Parties.Where(party => party != viewer)];
        var credits = open.Select(lines => (lines.Lender, lines.Receiver, Minutes: Credited(agreement, lines.Nature, lines.Date, lines.Minutes) * lines.Lines)).Where(credit => credit.Minutes > 0).ToList();
        long Given(string from, string to) => credits.Where(credit => credit.Lender == from && credit.Receiver == to).Sum(credit => credit.Minutes);
        return [.. from first in parties.Index()
                from second in parties.Skip(first.Index + 1)
                let toGive = Given(first.Item, second)
                let toReceive = Given(second, first.Item)
                where toGive > 0 || toReceive > 0
                select new PlannedHours(first.Item, second, toGive, toReceive, BalanceOf(accounts, first.Item, second) + toGive - toReceive)];
    }

    private static long BalanceOf(IReadOnlyList<AccountFigures> accounts, string institution, string counterpart) => accounts
        .Where(account => account.Institution == institution && account.Counterpart == counterpart).Sum(account => account.Closing - account.Carried - account.Settled);

    /// <summary>Round half up of taught × numerator / denominator, once a line, by the terms of its date (DOMAIN.md, Arithmetic).</summary>
    /// <param name="taught">Minutes of one line.</param>
    /// <returns>0 for a nature that is not exchanged on that day.</returns>
    public static long Credited(KnownAgreement agreement, string nature, DateOnly date, long taught)
    {
        if (!agreement.TermsOn(date).Natures.TryGetValue(nature, out var terms) || terms.Exchanged == false)
        {
            return 0;
        }

        var parts = terms.Coefficient.Split('/');
        var numerator = long.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture);
        var denominator = parts.Length > 1 ? long.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) : 1;
        return ((2 * taught * numerator) + denominator) / (2 * denominator);
    }
}
