namespace HourExchange.Ledger.Consenting;

/// <param name="Reason">1 to 500 characters.</param>
public sealed record ReasonRequest(string Reason);
