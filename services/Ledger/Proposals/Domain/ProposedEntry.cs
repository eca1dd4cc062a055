namespace HourExchange.Ledger.Proposals.Domain;

/// <summary>Minutes that are to count as given by one institution to another.</summary>
/// <param name="Institution">Is credited.</param>
/// <param name="Counterpart">Is debited.</param>
/// <param name="ValueDate">Day from which they count; its year is the year of the row, or the oldest open one.</param>
/// <param name="Minutes">1 to 10,000,000.</param>
public sealed record ProposedEntry(string Institution, string Counterpart, string Domain, DateOnly ValueDate, int Minutes);
