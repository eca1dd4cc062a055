namespace HourExchange.Reporting.Reports.Yearly;

/// <summary>What an institution gave of one nature, in minutes and lines.</summary>
public sealed record NatureFigures(string Nature, string Institution, long Given, long Lines);
