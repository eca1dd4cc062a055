namespace HourExchange.Ledger.Settlements.Netting;

/// <param name="Hash">SHA-256 of the institution's <see cref="ShareContent"/>.</param>
internal sealed record ShareHash(string Institution, string Hash);
