namespace HourExchange.Ledger.Domain;

/// <summary>What an institution has given to and received from a counterpart, in one domain and one year.</summary>
internal readonly record struct Account(string Institution, string Counterpart, string Domain, string Year);
