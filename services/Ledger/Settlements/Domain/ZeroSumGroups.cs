using System.Numerics;

namespace HourExchange.Ledger.Settlements.Domain;

/// <summary>
/// Parts positions into groups that each sum to zero. A group of k is paid off with k - 1 payments, so the more groups, the
/// fewer payments; docs/decisions/0019-netting-exact-to-twelve.md says why no other way has fewer.
/// </summary>
internal static class ZeroSumGroups
{
    /// <summary>Beyond it the search, which doubles with each institution, gives way to one group.</summary>
    public const int ExactLimit = 12;

    /// <param name="positions">Summing to zero, in ordinal order of their institutions: the order decides between equals. Zeros are left out.</param>
    /// <returns>The groups, and whether no parting has more of them.</returns>
    public static (IReadOnlyList<IReadOnlyList<NetPosition>> Groups, bool IsMost) Of(IEnumerable<NetPosition> positions)
    {
        var open = positions.Where(position => position.Cents != 0).ToList();
        var pairs = TakePairs(open);
        var isMost = open.Count <= ExactLimit;
        return ([.. pairs, .. isMost ? Most(open) : [open]], isMost);
    }

    /// <summary>
    /// Takes out what one institution owes and another is owed to the cent. Never costs a group: were the two in different
    /// groups of the best parting, they could form one, and the others of both groups the second.
    /// </summary>
    private static List<IReadOnlyList<NetPosition>> TakePairs(List<NetPosition> open)
    {
        var pairs = new List<IReadOnlyList<NetPosition>>();
        foreach (var payer in open.Where(position => position.Cents < 0).ToList())
        {
            var payee = open.FindIndex(position => position.Cents == -payer.Cents);
            if (payee >= 0)
            {
                pairs.Add([payer, open[payee]]);
                open.RemoveAt(payee);
                open.Remove(payer);
            }
        }

        return pairs;
    }

    /// <summary>
    /// A set of positions is a number, bit i being position i. <c>most[set]</c> is how often the sum can be zero while the
    /// set is built up one by one: each time, what came since the last zero is a group.
    /// </summary>
    private static List<List<NetPosition>> Most(List<NetPosition> open)
    {
        var all = (1 << open.Count) - 1;
        var sum = new long[all + 1];
        var most = new int[all + 1];
        for (var set = 1; set <= all; set++)
        {
            sum[set] = sum[set & (set - 1)] + open[BitOperations.TrailingZeroCount(set)].Cents;
            most[set] = Members(set).Max(member => most[set & ~(1 << member)]) + Closes(set);
        }

        var groups = new List<List<NetPosition>>();
        for (var set = all; set > 0;)
        {
            if (Closes(set) == 1)
            {
                groups.Add([]);
            }

            var last = Members(set).First(member => most[set & ~(1 << member)] == most[set] - Closes(set));
            groups[^1].Add(open[last]);
            set &= ~(1 << last);
        }

        return groups;

        int Closes(int set) => sum[set] == 0 ? 1 : 0;
        IEnumerable<int> Members(int set) => Enumerable.Range(0, open.Count).Where(member => (set & (1 << member)) != 0);
    }
}
