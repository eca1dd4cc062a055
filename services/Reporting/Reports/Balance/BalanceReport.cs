using HourExchange.Reporting.Reports.Explaining;
using HourExchange.Reporting.Reports.Figures;

namespace HourExchange.Reporting.Reports.Balance;

/// <summary>What stood, moved and stands between institutions in a period. Every total is the sum of its rows.</summary>
/// <param name="Institution">Who reads, or who was asked for: of a pair that it belongs to, its own account is shown.</param>
/// <param name="Year">The ledger year that the period is; null where it is any other. Of a ledger year the figures are those of its statement.</param>
/// <param name="From">First day of the period.</param>
/// <param name="To">Last day of the period.</param>
/// <param name="Books">Up to which posting each book's figures are complete, by agreement.</param>
/// <param name="Rows">One per agreement, pair and domain that ever moved.</param>
/// <param name="Totals">One per agreement and pair, without a domain.</param>
/// <param name="Explain">Where each cell is explained: a URI template (RFC 6570), filled from its row; <c>column</c> is the cell's own name.</param>
public sealed record BalanceReport(
    string Institution, string? Year, DateOnly From, DateOnly To, IReadOnlyDictionary<string, CompleteTo> Books,
    IReadOnlyList<AccountFigures> Rows, IReadOnlyList<AccountFigures> Totals, string Explain)
{
    /// <param name="accounts">Both accounts of each pair; the one that is read is kept.</param>
    /// <param name="parties">Of each agreement, in its order.</param>
    public static BalanceReport Of(
        string institution, string? year, DateOnly from, DateOnly to, IReadOnlyDictionary<string, CompleteTo> books,
        IReadOnlyList<AccountFigures> accounts, IReadOnlyDictionary<string, IReadOnlyList<string>> parties)
    {
        int Place(AccountFigures account, string party) => party == institution ? -1 : Array.IndexOf([.. parties[account.Agreement]], party);
        var rows = accounts.Where(account => Place(account, account.Institution) < Place(account, account.Counterpart))
            .OrderBy(account => account.Agreement, StringComparer.Ordinal).ThenBy(account => Place(account, account.Institution))
            .ThenBy(account => Place(account, account.Counterpart)).ThenBy(account => account.Domain, StringComparer.Ordinal).ToList();
        return new BalanceReport(institution, year, from, to, books, rows,
            [.. rows.GroupBy(row => (row.Agreement, row.Institution, row.Counterpart)).Select(pair => AccountFigures.Total(pair))],
            ExplainLink.OfBalance(year, from, to));
    }
}
