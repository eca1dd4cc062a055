using HourExchange.Ledger.Books.Reading;

namespace HourExchange.Ledger.Books.Posting;

/// <summary>What the ledger knows of a batch's lines: their postings so far.</summary>
internal static class KnownPostings
{
    /// <summary>
    /// The postings of the lines <c>@lines</c> in <c>@books</c>. The offset has each line looked up in the index: left to
    /// itself, PostgreSQL reads and sorts a whole ledger of some ten thousands of postings rather than look 500 lines up.
    /// </summary>
    public const string Read = $"""
        {PostingQuery.Columns}
        from unnest(@books, @lines) as given (of_book, of_line)
        cross join lateral (
            select * from ledger.posting
            where posting.line = of_line and posting.book = of_book and posting.kind in ('intervention', 'reversal') offset 0) as posting
        {PostingQuery.Accounts}
        order by posting.book, posting.number
        """;
}
