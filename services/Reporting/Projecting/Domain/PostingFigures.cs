using HourExchange.Contracts.Ledger.V1;

namespace HourExchange.Reporting.Projecting.Domain;

/// <summary>What one posting adds to the figures: the lender has given, the receiver has received.</summary>
internal static class PostingFigures
{
    /// <exception cref="NotSupportedException">A kind this version does not know: it must not be counted wrongly in silence.</exception>
    public static IEnumerable<(HoursKey Key, Hours Hours)> Of(string book, Posting posting)
    {
        // Openings, adjustments and closing rows move balances, not hours: neither they nor their reversals have a nature.
        var (lender, receiver, sign) = posting.Kind switch
        {
            "intervention" => (posting.Credit, posting.Debit, 1),
            // A reversal stands the other way round: who is debited had given.
            "reversal" => (posting.Debit, posting.Credit, -1),
            "opening" or "adjustment" or "compensation" or "carry-forward" or "settlement" => (posting.Credit, posting.Debit, 0),
            _ => throw new NotSupportedException($"Postings of kind '{posting.Kind}' are not known."),
        };
        if (sign == 0 || posting.Nature is null)
        {
            yield break;
        }

        yield return (Key(book, posting, lender), new Hours(sign * posting.Minutes, 0, sign, 0));
        yield return (Key(book, posting, receiver), new Hours(0, sign * posting.Minutes, 0, sign));
    }

    private static HoursKey Key(string book, Posting posting, PostingAccount account) => new(
        book, posting.Year, new DateOnly(posting.ValueDate.Year, posting.ValueDate.Month, 1), account.Institution, account.Counterpart,
        account.Domain, posting.Nature!);
}
