using HourExchange.Reporting.Agreements.Domain;
using HourExchange.Reporting.Reports.Figures;

namespace HourExchange.Reporting.Reports.Balance;

/// <summary>Reads a balance report.</summary>
internal static class BalanceQuery
{
    /// <param name="year">The ledger year that the period is of one agreement; null for any other period.</param>
    /// <param name="institution">Only pairs that it belongs to, as it sees them; null is all, as the reader sees them.</param>
    public static async Task<BalanceReport> Read(
        ReportMoment moment, IReadOnlyList<KnownAgreement> agreements, string? institution, string? year, DateOnly from, DateOnly to)
    {
        var whole = agreements is [var only] && IsLedgerYear(only, year, from, to) ? only : null;
        var accounts = whole is not null
            ? await FiguresQuery.Read(moment.Connection, whole.Ref, year!, moment.Transaction)
            : await FiguresQuery.Read(moment.Connection, agreements, from, to, moment.Transaction);
        return BalanceReport.Of(
            institution ?? moment.Institution, whole is null ? null : year, from, to,
            await CompleteQuery.Read(moment.Connection, [.. agreements.Select(known => known.Ref)], moment.Transaction),
            [.. accounts.Where(row => institution is null || row.Institution == institution || row.Counterpart == institution)],
            agreements.ToDictionary(known => known.Ref, known => known.Parties));
    }

    /// <summary>Whether those days are the ledger year of that label, whose figures are those of its statement.</summary>
    public static bool IsLedgerYear(KnownAgreement agreement, string? year, DateOnly from, DateOnly to) =>
        year is not null && agreement.Year(year) is { } labelled && labelled.FirstDay == from && labelled.LastDay == to;
}
