using HourExchange.Portal.Accounts;

namespace HourExchange.Portal.YearlyReports.Explaining;

/// <summary>In what a figure stands: the report of a year, one over agreements, or a balance of accounts.</summary>
/// <param name="Year">Of the report; null where it is of days.</param>
/// <param name="From">First day; null where it is of a year.</param>
/// <param name="To">Last day.</param>
/// <param name="IsBalance">It is a figure of accounts, of no report.</param>
public sealed record ExplainScope(string Agreement, string? Year, DateOnly? From, DateOnly? To, bool IsBalance)
{
    /// <summary>Of its page.</summary>
    public string Path => IsBalance ? $"{AccountPaths.Of(Agreement)}/{ReportPaths.Explain}" : Year is null ? ReportPaths.OverviewExplain : ReportPaths.Of(Agreement, Year, ReportPaths.Explain);

    public static ExplainScope OfYear(string agreement, string year) => new(agreement, year, null, null, false);

    /// <summary>In one agreement, by value dates of the period.</summary>
    public static ExplainScope OfOverview(string agreement, DateOnly from, DateOnly to) => new(agreement, null, from, to, false);

    public static ExplainScope OfBalance(string book, DateOnly from, DateOnly to) => new(book, null, from, to, true);
}
