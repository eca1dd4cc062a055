using HourExchange.Contracts.Ledger.V1;
using HourExchange.Ledger.Domain;
using BookHead = HourExchange.Ledger.Domain.BookHead;

namespace HourExchange.Ledger.PostingHours;

/// <summary>Tells what was posted: per book, consecutive postings, at most 500 a message.</summary>
internal static class Announcement
{
    public static IReadOnlyList<HoursPosted> Of(IReadOnlyList<Posted> postings, IReadOnlyDictionary<string, BookHead> heads) =>
    [
        .. from book in postings.GroupBy(posted => posted.Book)
           from chunk in book.Chunk(LedgerService.PostingBatchLimit)
           select Of(book.Key, heads[book.Key].Parties, chunk),
    ];

    public static HoursPosted Of(string book, IReadOnlyList<string> parties, IReadOnlyList<Posted> consecutive) => new(
        book, parties, consecutive[0].Number, consecutive[^1].Number, Convert.ToHexStringLower(consecutive[0].PreviousHash),
        Convert.ToHexStringLower(consecutive[^1].Hash), [.. consecutive.Select(ToContract)]);

    private static Posting ToContract(Posted posted)
    {
        var entry = posted.Entry;
        return new Posting(
            posted.Number, entry.Kind, entry.Line, entry.Revision, ToContract(entry.Debit), ToContract(entry.Credit), entry.Minutes,
            entry.LendingReference, entry.ReceivingReference, entry.Contributor, entry.Nature, entry.Quantity, entry.Unit, entry.TaughtMinutes,
            entry.CoefficientNumerator, entry.CoefficientDenominator, entry.TermsVersion, entry.Sourcing, entry.EmployerInformed, entry.Keys,
            entry.Year, entry.LineDate, entry.ValueDate, posted.PostedAt, entry.Reverses, Convert.ToHexStringLower(posted.Hash));
    }

    private static PostingAccount ToContract(Account account) => new(account.Institution, account.Counterpart, account.Domain, account.Year);
}
