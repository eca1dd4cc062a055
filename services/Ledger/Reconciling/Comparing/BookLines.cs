using Dapper;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Reconciling.Domain;
using Npgsql;

namespace HourExchange.Ledger.Reconciling.Comparing;

/// <summary>
/// The standing interventions of two institutions in a year: posted up to a number, and not reversed by then. A line that
/// was posted late is a line of two years here, of its date's and of the one it was posted to: a partner's list may have it
/// in either.
/// </summary>
internal static class BookLines
{
    public const int Limit = 100_000;

    private const string Select = """
        select posting.number, credit.institution as lender, line_date as date, case when @credited then minutes else taught_minutes end as minutes,
            credit.domain, nature, lending_reference as reference, receiving_reference as other_reference, case when @credited then taught_minutes end as taught
        from ledger.posting
        join ledger.account as credit on credit.book = posting.book and credit.number = posting.credit_account
        where posting.book = @book and posting.number <= @last and kind = 'intervention'
            and credit.institution = any(@pair) and credit.counterpart = any(@pair)
            and (posting.year = @Label or line_date between @FirstDay and @LastDay)
            and not exists (select from ledger.posting as reversal where reversal.book = posting.book and reversal.reverses = posting.number and reversal.number <= @last)
        limit @take
        """;

    /// <param name="credited">Credited minutes; else taught ones.</param>
    /// <returns>One more than <see cref="Limit"/> when there are too many.</returns>
    public static async Task<IReadOnlyList<ListedLine>> Read(
        NpgsqlTransaction transaction, string book, long last, YearSpan year, string[] pair, bool credited) =>
        [
            .. await transaction.Connection!.QueryAsync<ListedLine>(
                Select, new { book, last, year.Label, year.FirstDay, year.LastDay, pair, credited, take = Limit + 1 }, transaction),
        ];
}
