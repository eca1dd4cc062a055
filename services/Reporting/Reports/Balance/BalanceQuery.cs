using HourExchange.Reporting.Agreements.Domain;
using HourExchange.Reporting.Reports.Figures;

namespace HourExchange.Reporting.Reports.Balance;

/// <summary>Reads a balance report.</summary>
internal static class BalanceQuery
{
    /// <param name="year">The ledger year that the period is of one agreement; null for any other period.</param>
    public static async Task<BalanceReport> Read(ReportMoment moment, IReadOnlyList<KnownAgreement> agreements, string? year, DateOnly from, DateOnly to)
    {
        var whole = agreements is [var only] && year is not null && only.Year(year) is { } labelled && labelled.FirstDay == from && labelled.LastDay == to ? only : null;
        var accounts = whole is not null
            ? await FiguresQuery.Read(moment.Connection, whole.Ref, year!, moment.Transaction)
            : await FiguresQuery.Read(moment.Connection, agreements, from, to, moment.Transaction);
        return BalanceReport.Of(
            moment.Institution, whole is null ? null : year, from, to,
            await CompleteQuery.Read(moment.Connection, [.. agreements.Select(known => known.Ref)], moment.Transaction), accounts,
            agreements.ToDictionary(known => known.Ref, known => known.Parties));
    }
}
