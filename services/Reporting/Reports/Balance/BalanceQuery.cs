using HourExchange.Reporting.Agreements.Domain;
using HourExchange.Reporting.Reports.Figures;
using Npgsql;

namespace HourExchange.Reporting.Reports.Balance;

/// <summary>Reads a balance report.</summary>
internal static class BalanceQuery
{
    public static Task<BalanceReport> Read(ReportMoment moment, IReadOnlyList<KnownAgreement> agreements, string? year, DateOnly from, DateOnly to) =>
        Read(moment.Transaction, moment.Institution, agreements, year, from, to);

    /// <param name="institution">Whose account is shown of a pair that it belongs to.</param>
    /// <param name="year">The ledger year that the period is of one agreement; null for any other period.</param>
    public static async Task<BalanceReport> Read(
        NpgsqlTransaction moment, string institution, IReadOnlyList<KnownAgreement> agreements, string? year, DateOnly from, DateOnly to)
    {
        var connection = moment.Connection!;
        var whole = agreements is [var only] && year is not null && only.Year(year) is { } labelled && labelled.FirstDay == from && labelled.LastDay == to ? only : null;
        var accounts = whole is not null
            ? await FiguresQuery.Read(connection, whole.Ref, year!, moment)
            : await FiguresQuery.Read(connection, agreements, from, to, moment);
        return BalanceReport.Of(
            institution, whole is null ? null : year, from, to,
            await CompleteQuery.Read(connection, [.. agreements.Select(known => known.Ref)], moment), accounts,
            agreements.ToDictionary(known => known.Ref, known => known.Parties));
    }
}
