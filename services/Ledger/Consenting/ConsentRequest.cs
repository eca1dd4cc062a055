namespace HourExchange.Ledger.Consenting;

/// <param name="Hash">Of the proposal that was read.</param>
public sealed record ConsentRequest(string Hash);
