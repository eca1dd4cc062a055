namespace HourExchange.Reporting.Reports.Yearly.Domain;

/// <summary>
/// What a pair's balances become at the year's end, by compensation group, for the cap is each group's: as it was posted where the year is closed, else
/// by the terms of its last day (DOMAIN.md, Year end). Pure.
/// </summary>
internal static class CarriedParts
{
    /// <param name="isLast">Whether the agreement ends with the year: nothing is carried then.</param>
    /// <returns>Empty where there is neither an end nor a cap.</returns>
    public static IReadOnlyList<CarriedPart> Of(YearlyReport report, bool isLast) => !isLast && report.Method.CarryCapMinutes is null ? [] :
    [
        .. report.Accounts.GroupBy(account => (account.Institution, account.Counterpart)).SelectMany(pair => pair
            .GroupBy(account => GroupOf(account.Domain!, report.Method.CompensationGroups))
            .Select(group => (Domains: group.Key.Split('\n'), Balance: group.Sum(account => account.Closing - account.Carried - account.Settled),
                Carried: -group.Sum(account => account.Carried), Settled: -group.Sum(account => account.Settled)))
            .Select(group => report.YearState == "closed"
                ? new CarriedPart(pair.Key.Institution, pair.Key.Counterpart, group.Domains, group.Balance, group.Carried, group.Settled)
                : Expected(pair.Key.Institution, pair.Key.Counterpart, group.Domains, group.Balance, isLast ? 0 : report.Method.CarryCapMinutes!.Value))),
    ];

    private static CarriedPart Expected(string institution, string counterpart, IReadOnlyList<string> domains, long balance, long cap)
    {
        var carried = Math.Sign(balance) * Math.Min(Math.Abs(balance), cap);
        return new CarriedPart(institution, counterpart, domains, balance, carried, balance - carried);
    }

    private static string GroupOf(string domain, IReadOnlyList<IReadOnlyList<string>> groups) =>
        string.Join('\n', groups.FirstOrDefault(group => group.Contains(domain)) ?? [domain]);
}

/// <summary>A group's part of a year's end.</summary>
/// <param name="Domains">Of the group, in the agreement's order.</param>
/// <param name="Balance">In minutes, before anything is carried or settled; positive: the institution has given more.</param>
/// <param name="Carried">Of it, what goes into the next year.</param>
/// <param name="Beyond">Of it, what becomes money.</param>
internal sealed record CarriedPart(string Institution, string Counterpart, IReadOnlyList<string> Domains, long Balance, long Carried, long Beyond);
