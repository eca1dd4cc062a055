namespace HourExchange.Reporting.Reports.Yearly.Domain;

/// <summary>In which domains two institutions differ most from the year before. Pure.</summary>
internal static class Findings
{
    private const int Shown = 3;

    /// <param name="now">What was given by domain, who to whom.</param>
    /// <param name="before">The same in the year before; empty where there was none.</param>
    /// <param name="parties">In the agreement's order: it settles what is equal.</param>
    public static IReadOnlyList<Finding> Of(IReadOnlyList<DomainFlow> now, IReadOnlyList<DomainFlow> before, IReadOnlyList<string> parties)
    {
        var isFirst = before.Count == 0;
        return [.. now.Concat(before).Select(flow => (Pair: Pair(flow, parties), flow.Domain)).Distinct()
            .Select(key => Find(key.Pair.First, key.Pair.Second, key.Domain, now, before, isFirst))
            .Where(finding => isFirst ? finding.Gap != 0 : finding.Gap != finding.GapBefore)
            .OrderByDescending(finding => isFirst ? finding.Gap : Math.Abs(finding.Gap - finding.GapBefore)).ThenBy(finding => finding.Domain, StringComparer.Ordinal)
            .ThenBy(finding => finding.Leader, StringComparer.Ordinal).Take(Shown)];
    }

    private static Finding Find(string first, string second, string domain, IReadOnlyList<DomainFlow> now, IReadOnlyList<DomainFlow> before, bool isFirst)
    {
        var (given, received) = (Minutes(now, first, second, domain), Minutes(now, second, first, domain));
        var gapBefore = Math.Abs(Minutes(before, first, second, domain) - Minutes(before, second, first, domain));
        var gap = Math.Abs(given - received);
        var kind = isFirst ? "first-year" : gap > gapBefore ? "gap-widened" : "gap-narrowed";
        return given >= received ? new Finding(kind, domain, first, second, gap, gapBefore, given, received) : new Finding(kind, domain, second, first, gap, gapBefore, received, given);
    }

    private static (string First, string Second) Pair(DomainFlow flow, IReadOnlyList<string> parties) =>
        Array.IndexOf([.. parties], flow.From) <= Array.IndexOf([.. parties], flow.To) ? (flow.From, flow.To) : (flow.To, flow.From);

    private static long Minutes(IReadOnlyList<DomainFlow> flows, string from, string to, string domain) =>
        flows.Where(flow => flow.From == from && flow.To == to && flow.Domain == domain).Sum(flow => flow.Minutes);
}

/// <summary>What one institution gave another in a domain, in minutes.</summary>
internal sealed record DomainFlow(string From, string To, string Domain, long Minutes);
