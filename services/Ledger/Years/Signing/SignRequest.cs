namespace HourExchange.Ledger.Years.Signing;

/// <param name="Hash">Of the statement's content, or of the closed year's root: what the signer has read.</param>
public sealed record SignRequest(string Hash);
