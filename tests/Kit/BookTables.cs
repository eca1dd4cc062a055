using HourExchange.Ledger;

namespace HourExchange.Tests.Kit;

/// <summary>What the ledger's tables say.</summary>
internal static class BookTables
{
    public static Task<long> Count(House house, string book = "HETS-HG") =>
        house.Scalar<long>(LedgerService.Host, "select count(*) from ledger.posting where book = @book", new { book });

    public static Task<long> Balance(House house, string institution, string book = "HETS-HG") => house.Scalar<long>(
        LedgerService.Host, "select coalesce(sum(credit_minutes - debit_minutes), 0)::bigint from ledger.account where book = @book and institution = @institution",
        new { book, institution });

    /// <summary>The sum of every book by each of the three ways in which minutes are kept: accounts, days, postings.</summary>
    public static Task<string> Sums(House house) => house.Scalar<string>(LedgerService.Host, """
        select (select coalesce(sum(credit_minutes - debit_minutes), 0) from ledger.account) || ' '
            || (select coalesce(sum(credit_minutes - debit_minutes), 0) from ledger.account_day) || ' '
            || (select coalesce(sum(minutes), 0) from ledger.posting) - (select coalesce(sum(credit_minutes), 0) from ledger.account) || ' '
            || (select coalesce(sum(credit_minutes), 0) from ledger.account_day) - (select coalesce(sum(credit_minutes), 0) from ledger.account) || ' '
            || (select coalesce(sum(last_number), 0) from ledger.book) - (select count(*) from ledger.posting)
        """);

    public const string AllZero = "0 0 0 0 0";
}
