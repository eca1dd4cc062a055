namespace HourExchange.Contracts.Ledger.V1;

/// <summary>What <paramref name="Institution"/> has given to and received from <paramref name="Counterpart"/>, in one domain and one year.</summary>
public sealed record PostingAccount(string Institution, string Counterpart, string Domain, string Year);
