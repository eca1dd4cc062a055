using System.Data;
using Dapper;
using HourExchange.Plumbing.Database;
using Npgsql;

namespace HourExchange.Ledger.Books.Reading;

/// <summary>Balances by account as at a value date, and as known at a moment: adds days, and of the moment's own day alone its postings.</summary>
internal static class BalanceQuery
{
    // Days count by the UTC day on which they were posted. Of the day in which the moment lies, the postings up to it count.
    private const string Balances = """
        with days as (
            select pair, sum(first_credit - first_debit) as first, sum(second_credit - second_debit) as second from ledger.pair_day
            where book = @book and value_date <= @asOf and posted_on < @before group by pair),
        last_day as (
            select account.number, (case when posting.credit_account = account.number then posting.minutes else -posting.minutes end)::bigint as minutes
            from ledger.posting
            join ledger.account on account.book = posting.book and account.number in (posting.debit_account, posting.credit_account)
            where posting.book = @book and posting.value_date <= @asOf and posting.number between @from and @to)
        select institution, counterpart, domain, year, sum(minutes)::bigint as minutes from (
            select account.institution, account.counterpart, account.domain, account.year,
                (case when account.number = account.pair then days.first else days.second end) as minutes
            from ledger.account join days on days.pair = account.pair where account.book = @book
            union all
            select account.institution, account.counterpart, account.domain, account.year, last_day.minutes
            from last_day join ledger.account on account.book = @book and account.number = last_day.number) as moved
        group by institution, counterpart, domain, year order by year, institution, counterpart, domain
        """;

    private const string LastNumber = "select last_number from ledger.book where ref = @book";

    private const string PostedAt = "select posted_at from ledger.posting where book = @book and number = @number";

    public static async Task<IReadOnlyList<AccountBalance>> Read(NpgsqlConnection connection, string book, DateOnly asOf, DateTimeOffset? knownAt)
    {
        // One moment for all statements.
        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead);
        var (before, from, to) = (DateOnly.MaxValue, 1L, 0L);
        if (knownAt is { } known)
        {
            before = DateOnly.FromDateTime(known.UtcDateTime);
            var startOfDay = new DateTimeOffset(before.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            from = await FirstAfter(connection, book, startOfDay.AddTicks(-1));
            to = await FirstAfter(connection, book, known) - 1;
        }

        return await HotStatement.Query<AccountBalance>(
            connection, moment, Balances, new("book", book), new("asOf", asOf), new("before", before), new("from", from), new("to", to));
    }

    /// <summary>The number of the first posting after a moment. Moments grow with the numbers, so it is found by halving.</summary>
    private static async Task<long> FirstAfter(NpgsqlConnection connection, string book, DateTimeOffset moment)
    {
        var (low, high) = (1L, await connection.ExecuteScalarAsync<long>(LastNumber, new { book }) + 1);
        while (low < high)
        {
            var number = low + ((high - low) / 2);
            var postedAt = await connection.ExecuteScalarAsync<DateTime>(PostedAt, new { book, number });
            (low, high) = postedAt > moment.UtcDateTime ? (low, number) : (number + 1, high);
        }

        return low;
    }
}
