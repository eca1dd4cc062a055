namespace HourExchange.Reporting.Reports.Periodic;

/// <summary>Why there is a new edition: what was posted into the period since.</summary>
/// <param name="Count">How many postings.</param>
/// <param name="First">Number of the first one in the agreement's book.</param>
/// <param name="Last">Number of the last one.</param>
public sealed record PostedSince(int Count, long First, long Last);
