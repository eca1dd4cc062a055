namespace HourExchange.Ledger.Years.Signing;

/// <param name="Hash">Of the statement's content that was read.</param>
/// <param name="Reason">1 to 500 characters.</param>
public sealed record RefuseRequest(string Hash, string Reason);
