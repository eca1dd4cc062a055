using HourExchange.Ledger.ReadingBook;

namespace HourExchange.Ledger.PostingHours;

/// <summary>What the ledger knows of a batch's lines: their postings so far.</summary>
internal static class KnownPostings
{
    /// <summary>The postings of the lines <c>@lines</c> in <c>@books</c>.</summary>
    public const string Read = $"""
        {PostingQuery.Select}
        join unnest(@books, @lines) as given (of_book, of_line) on posting.book = of_book and posting.line = of_line
            and posting.kind in ('intervention', 'reversal')
        order by posting.book, posting.number
        """;
}
