namespace HourExchange.Reporting.Reports.Yearly;

/// <summary>The figures hold exactly postings 1 to <paramref name="Postings"/>; the hash is that of the last one.</summary>
public sealed record CompleteTo(long Postings, string Hash);
