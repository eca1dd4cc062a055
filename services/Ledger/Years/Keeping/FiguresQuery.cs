using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Years.Domain;
using HourExchange.Plumbing.Database;
using Npgsql;

namespace HourExchange.Ledger.Years.Keeping;

/// <summary>The figures of a year by pair and domain, from its postings.</summary>
internal static class FiguresQuery
{
    // What moved the accounts of the year, by the kind of the row or of the row that it reverses. Of each pair the first
    // account is read: the second mirrors it.
    private const string Sql = """
        with moved as (
            select account.institution as first, account.counterpart as second, account.domain,
                (case when posting.credit_account = account.number then posting.minutes else -posting.minutes end)::bigint as minutes,
                coalesce(original.kind, posting.kind) as kind, posting.reverses is not null as is_reversal,
                posting.line_date < @FirstDay as is_late, posting.year <> @Label as is_from_before
            from ledger.account
            join ledger.posting on posting.book = account.book and account.number in (posting.debit_account, posting.credit_account)
            left join ledger.posting as original on original.book = posting.book and original.number = posting.reverses
            where account.book = @book and account.year = @Label and account.number = account.pair and posting.number <= @upTo)
        select first, second, domain,
            coalesce(sum(minutes) filter (where kind = 'opening' or (kind = 'carry-forward' and is_from_before)), 0)::bigint as opening,
            coalesce(sum(minutes) filter (where kind = 'intervention' and not is_late and (minutes > 0) <> is_reversal), 0)::bigint as given,
            coalesce(-sum(minutes) filter (where kind = 'intervention' and not is_late and (minutes > 0) = is_reversal), 0)::bigint as received,
            coalesce(sum(minutes) filter (where kind = 'intervention' and is_late), 0)::bigint as late,
            coalesce(sum(minutes) filter (where kind = 'adjustment'), 0)::bigint as adjusted,
            coalesce(sum(minutes) filter (where kind = 'compensation'), 0)::bigint as compensated,
            coalesce(sum(minutes) filter (where kind = 'settlement'), 0)::bigint as settled,
            coalesce(sum(minutes) filter (where kind = 'carry-forward' and not is_from_before), 0)::bigint as carried,
            sum(minutes)::bigint as balance
        from moved group by first, second, domain order by first, second, domain
        """;

    /// <param name="upTo">The last number that counts: what the figures were when the book ended there.</param>
    public static async Task<IReadOnlyList<AccountFigures>> Read(
        NpgsqlConnection connection, string book, YearSpan year, NpgsqlTransaction? transaction = null, long upTo = long.MaxValue) =>
        await HotStatement.Query<AccountFigures>(connection, transaction, Sql, new("book", book), new("Label", year.Label), new("FirstDay", year.FirstDay), new("upTo", upTo));
}
