namespace HourExchange.Ledger.Years.Reading;

/// <param name="Signs">content, before the year is closed; root, after.</param>
/// <param name="Subject">A pseudonym of the person who signed.</param>
public sealed record SignatureView(string Institution, string Signs, string Subject, string Hash, DateTime SignedAt);
