using HourExchange.Plumbing;

namespace HourExchange.Ledger.Reconciling.Reading;

/// <summary>What one of the two gave, by book and by list.</summary>
/// <param name="Lender">Code of the institution.</param>
/// <param name="BookLines">How many the book has.</param>
/// <param name="ListLines">How many the list has.</param>
/// <param name="BookMinutes">Credited or taught, as is compared.</param>
/// <param name="ListMinutes">As <paramref name="BookMinutes"/>.</param>
public sealed record LenderSum(string Lender, long BookLines, long ListLines, [property: Minutes] long BookMinutes, [property: Minutes] long ListMinutes);
