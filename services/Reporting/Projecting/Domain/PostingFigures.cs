using HourExchange.Contracts.Ledger.V1;

namespace HourExchange.Reporting.Projecting.Domain;

/// <summary>What one posting adds to the figures of its two accounts. A reversal is counted where what it takes back was counted.</summary>
internal static class PostingFigures
{
    /// <param name="reversedKind">Kind of the posting that a reversal takes back; null where it is no reversal.</param>
    /// <exception cref="NotSupportedException">A kind this version does not know: it must not be counted wrongly in silence.</exception>
    public static IEnumerable<(HoursKey Key, Hours Hours)> Of(string book, Posting posting, string? reversedKind)
    {
        var sign = reversedKind is null ? 1 : -1;
        return (reversedKind ?? posting.Kind) switch
        {
            "intervention" => Taught(book, posting, sign),
            "opening" => Moved(book, posting, sign, _ => HoursKind.Opening),
            "adjustment" => Moved(book, posting, sign, _ => HoursKind.Adjusted),
            "compensation" => Moved(book, posting, sign, _ => HoursKind.Compensated),
            "settlement" => Moved(book, posting, sign, _ => HoursKind.Settled),
            "carry-forward" => Moved(book, posting, sign, account => account.Year == posting.Year ? HoursKind.CarriedOut : HoursKind.CarriedIn),
            var kind => throw new NotSupportedException($"Postings of kind '{kind}' are not known."),
        };
    }

    /// <summary>A reversal stands the other way round: who is debited had given.</summary>
    private static IEnumerable<(HoursKey Key, Hours Hours)> Taught(string book, Posting posting, int sign)
    {
        var (lender, receiver) = sign > 0 ? (posting.Credit, posting.Debit) : (posting.Debit, posting.Credit);
        // A late line keeps its date and counts from the first day of the year that it was posted to.
        var isLate = posting.LineDate < posting.ValueDate;
        var hours = new Hours(sign * posting.Minutes, sign);
        yield return (Key(book, posting, lender, isLate ? HoursKind.LateGiven : HoursKind.Given), hours);
        yield return (Key(book, posting, receiver, isLate ? HoursKind.LateReceived : HoursKind.Received), hours);
    }

    private static IEnumerable<(HoursKey Key, Hours Hours)> Moved(string book, Posting posting, int sign, Func<PostingAccount, string> kindOf)
    {
        yield return (Key(book, posting, posting.Credit, kindOf(posting.Credit)), new Hours(posting.Minutes, sign));
        yield return (Key(book, posting, posting.Debit, kindOf(posting.Debit)), new Hours(-posting.Minutes, sign));
    }

    private static HoursKey Key(string book, Posting posting, PostingAccount account, string kind) => new(
        book, account.Year, account.Institution, account.Counterpart, account.Domain, posting.Nature ?? "", kind, posting.ValueDate);
}
