using HourExchange.Reporting.Agreements.Domain;
using HourExchange.Reporting.Reports.Figures;
using Npgsql;

namespace HourExchange.Reporting.Reports.Balance;

/// <summary>Reads a balance report.</summary>
internal static class BalanceQuery
{
    /// <param name="year">The ledger year that the period is of one agreement; null for any other period.</param>
    /// <param name="reader">The institution that reads.</param>
    /// <param name="institution">Only pairs that it belongs to, as it sees them; null is all, as the reader sees them.</param>
    public static async Task<BalanceReport> Read(
        NpgsqlTransaction moment, string reader, IReadOnlyList<KnownAgreement> agreements, string? institution, string? year, DateOnly from, DateOnly to)
    {
        var connection = moment.Connection!;
        var whole = agreements is [var only] && IsLedgerYear(only, year, from, to) ? only : null;
        var accounts = whole is not null
            ? await FiguresQuery.Read(connection, whole.Ref, year!, moment)
            : await FiguresQuery.Read(connection, agreements, from, to, moment);
        return BalanceReport.Of(
            institution ?? reader, whole is null ? null : year, from, to,
            await CompleteQuery.Read(connection, [.. agreements.Select(known => known.Ref)], moment),
            [.. accounts.Where(row => institution is null || row.Institution == institution || row.Counterpart == institution)],
            agreements.ToDictionary(known => known.Ref, known => known.Parties));
    }

    /// <summary>Whether those days are the ledger year of that label, whose figures are those of its statement.</summary>
    public static bool IsLedgerYear(KnownAgreement agreement, string? year, DateOnly from, DateOnly to) =>
        year is not null && agreement.Year(year) is { } labelled && labelled.FirstDay == from && labelled.LastDay == to;
}
