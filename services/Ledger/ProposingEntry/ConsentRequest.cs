namespace HourExchange.Ledger.ProposingEntry;

/// <param name="Hash">Of the proposal that was read.</param>
public sealed record ConsentRequest(string Hash);
