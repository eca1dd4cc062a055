using HourExchange.Ledger.Books.Domain;

namespace HourExchange.Ledger.Books.Keeping;

/// <summary>Books under lock, as they stand: what is posted next continues from <paramref name="Heads"/>.</summary>
/// <param name="Routing">By book; a book without a year that is ending is not in it.</param>
internal sealed record LockedBooks(Dictionary<string, BookHead> Heads, IReadOnlyDictionary<string, LateRouting> Routing);
