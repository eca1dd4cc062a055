namespace HourExchange.Ledger.Books.Reading;

/// <summary>What an institution stands at towards a counterpart, in one domain and year. Positive: it has given more.</summary>
/// <param name="Institution">Code of whose account it is.</param>
/// <param name="Counterpart">Code of the other.</param>
/// <param name="Domain">One of the agreement's domains.</param>
/// <param name="Year">The ledger year.</param>
/// <param name="Minutes">Given less received.</param>
public sealed record AccountBalance(string Institution, string Counterpart, string Domain, string Year, long Minutes);
