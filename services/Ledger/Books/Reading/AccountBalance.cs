namespace HourExchange.Ledger.Books.Reading;

/// <summary>What an institution stands at towards a counterpart, in one domain and year. Positive: it has given more.</summary>
public sealed record AccountBalance(string Institution, string Counterpart, string Domain, string Year, long Minutes);
