namespace HourExchange.Ledger.Books.Domain;

/// <summary>A year of an agreement, within the days on which the agreement holds.</summary>
/// <param name="Label">2014-2015; just 2014 where years begin on 1 January.</param>
/// <param name="IsLast">The agreement ends with it: it carries nothing and settles all.</param>
internal sealed record YearSpan(string Label, DateOnly FirstDay, DateOnly LastDay, bool IsLast);
