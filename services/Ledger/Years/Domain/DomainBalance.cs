namespace HourExchange.Ledger.Years.Domain;

/// <summary>What stands between two institutions in one domain at a year's end.</summary>
/// <param name="Minutes">Positive: <paramref name="First"/> has given more than it received from <paramref name="Second"/>.</param>
internal sealed record DomainBalance(string First, string Second, string Domain, long Minutes);
