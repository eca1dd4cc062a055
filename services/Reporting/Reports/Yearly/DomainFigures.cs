namespace HourExchange.Reporting.Reports.Yearly;

/// <summary>What an institution gave in one domain, in minutes and lines.</summary>
public sealed record DomainFigures(string Domain, string Institution, long Given, long Lines);
