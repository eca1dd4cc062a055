using Dapper;
using Npgsql;

namespace HourExchange.Ledger.Verifying;

/// <summary>Each kept day is the sum of its postings, and no day is missing or too many.</summary>
internal static class CheckDays
{
    private const string Wrong = """
        with derived as (
            select account.pair, posting.value_date, (posting.posted_at at time zone 'UTC')::date as posted_on,
                coalesce(sum(minutes) filter (where account.number = pair and account.number = debit_account), 0) as first_debit,
                coalesce(sum(minutes) filter (where account.number = pair and account.number = credit_account), 0) as first_credit,
                coalesce(sum(minutes) filter (where account.number <> pair and account.number = debit_account), 0) as second_debit,
                coalesce(sum(minutes) filter (where account.number <> pair and account.number = credit_account), 0) as second_credit
            from ledger.posting join ledger.account on account.book = posting.book and account.number in (debit_account, credit_account)
            where posting.book = @Ref group by account.pair, posting.value_date, posted_on),
        kept as (select * from ledger.pair_day where book = @Ref)
        select pair || ' ' || value_date || ' ' || posted_on as day,
            coalesce(concat_ws('/', derived.first_debit, derived.first_credit, derived.second_debit, derived.second_credit), '') as expected,
            coalesce(concat_ws('/', kept.first_debit, kept.first_credit, kept.second_debit, kept.second_credit), '') as found
        from derived full join kept using (pair, value_date, posted_on)
        where (derived.first_debit, derived.first_credit, derived.second_debit, derived.second_credit)
            is distinct from (kept.first_debit, kept.first_credit, kept.second_debit, kept.second_credit)
        order by pair, value_date, posted_on limit 1
        """;

    public static async Task<Fault?> Find(NpgsqlConnection connection, KeptBook book) =>
        await connection.QuerySingleOrDefaultAsync<Row>(Wrong, book) is { } wrong
            ? new Fault(book.Ref, $"pair_day {wrong.Day}", Said(wrong.Expected), Said(wrong.Found))
            : null;

    private static string Said(string sums) => sums.Length == 0 ? "no row" : sums;

    private sealed record Row(string Day, string Expected, string Found);
}
