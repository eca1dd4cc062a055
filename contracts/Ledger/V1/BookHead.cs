using MassTransit;

namespace HourExchange.Contracts.Ledger.V1;

/// <summary>The highest number of a book and its hash; sent each minute for books touched in the last day.</summary>
/// <remarks>Who knows less than this has a gap and asks for it with <c>reporting.postings-asked.v1</c>.</remarks>
[EntityName("ledger.book-head.v1")]
[MessageUrn("ledger.book-head.v1")]
public sealed record BookHead(string Book, long Number, string Hash);
