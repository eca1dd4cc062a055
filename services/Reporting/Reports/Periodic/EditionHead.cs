namespace HourExchange.Reporting.Reports.Periodic;

/// <summary>As what a report is built.</summary>
/// <param name="Number">Of the report, the same in all its editions.</param>
/// <param name="Since">Of a new edition: what was posted into the period; null for the first.</param>
internal sealed record EditionHead(string Kind, int Number, int Edition, string? LateBecause, PostedSince? Since);
