using HourExchange.Ledger;

namespace HourExchange.Tests.Kit;

/// <summary>What the ledger's tables say.</summary>
internal static class BookTables
{
    public static Task<long> Count(House house, string book = "HETS-HG") =>
        house.Scalar<long>(LedgerService.Host, "select count(*) from ledger.posting where book = @book", new { book });

    public static Task<long> Balance(House house, string institution, string book = "HETS-HG") => house.Scalar<long>(
        LedgerService.Host, """
        select coalesce(sum(case when account.number = account.pair then first_credit - first_debit else second_credit - second_debit end), 0)::bigint
        from ledger.account join ledger.pair_day as day on day.book = account.book and day.pair = account.pair
        where account.book = @book and account.institution = @institution
        """, new { book, institution });

    /// <summary>What is kept twice, compared over all books: days sum to zero, days and postings hold the same minutes, numbers have no gap.</summary>
    public static Task<string> Sums(House house) => house.Scalar<string>(LedgerService.Host, """
        select (select coalesce(sum(first_credit - first_debit + second_credit - second_debit), 0) from ledger.pair_day) || ' '
            || (select coalesce(sum(minutes), 0) from ledger.posting) - (select coalesce(sum(first_credit + second_credit), 0) from ledger.pair_day) || ' '
            || (select coalesce(sum(last_number), 0) from ledger.book) - (select count(*) from ledger.posting)
        """);

    public const string AllZero = "0 0 0";
}
