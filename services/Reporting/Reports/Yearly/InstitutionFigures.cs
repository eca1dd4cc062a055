namespace HourExchange.Reporting.Reports.Yearly;

/// <summary>Minutes; net is given less received. Lines count what it gave.</summary>
public sealed record InstitutionFigures(string Institution, long Given, long Received, long Net, long Lines);
