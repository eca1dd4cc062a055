using System.Data;
using HourExchange.Plumbing;
using HourExchange.Reporting.Agreements.Keeping;
using HourExchange.Reporting.Reports.Figures;
using Npgsql;

namespace HourExchange.Reporting.Reports.Balance;

/// <summary>Reads a balance report, all as at one moment.</summary>
internal static class BalanceQuery
{
    /// <param name="agreement">Null is all agreements of the institution, the first 200 by code.</param>
    public static async Task<Decision<BalanceReport>> Read(NpgsqlConnection connection, string institution, string? agreement, Period period)
    {
        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead);
        var agreements = await AgreementQuery.Of(connection, institution, agreement, Period.AgreementLimit, moment);
        if (agreement is not null && agreements.Count == 0)
        {
            return Refusal.NotFound("agreement");
        }

        if (period.In(agreements).IsRefused(out var refusal, out var days))
        {
            return refusal;
        }

        var (year, from, to) = days;
        var accounts = year is not null && agreements.Count == 1
            ? await FiguresQuery.Read(connection, agreements[0].Ref, year, moment)
            : await FiguresQuery.Read(connection, agreements, from, to, moment);
        return BalanceReport.Of(
            institution, year, from, to, await CompleteQuery.Read(connection, [.. agreements.Select(known => known.Ref)], moment), accounts,
            agreements.ToDictionary(known => known.Ref, known => known.Parties));
    }
}
