using MassTransit;

namespace HourExchange.Contracts.Ledger.V1;

/// <summary>The highest number of a book and its hash; sent each minute for books touched in the last day, and once a day for every book.</summary>
/// <remarks>Who knows less than this has a gap and asks for it with <c>reporting.postings-asked.v1</c>.</remarks>
/// <param name="Number">0 where nothing is posted.</param>
/// <param name="Hash">64 zeros where nothing is posted.</param>
/// <param name="AsOf">When the book was looked at: all that was posted before is in it. Null before it was told.</param>
[EntityName("ledger.book-head.v1")]
[MessageUrn("ledger.book-head.v1")]
public sealed record BookHead(string Book, long Number, string Hash, DateTimeOffset? AsOf = null);
