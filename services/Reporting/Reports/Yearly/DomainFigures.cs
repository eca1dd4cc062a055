using HourExchange.Plumbing;

namespace HourExchange.Reporting.Reports.Yearly;

/// <summary>What an institution gave in one domain.</summary>
/// <param name="Domain">Code of the domain.</param>
/// <param name="Institution">Code of the institution.</param>
/// <param name="Given">Credited minutes that it gave.</param>
/// <param name="Lines">How many lines these were.</param>
public sealed record DomainFigures(string Domain, string Institution, [property: Minutes] long Given, long Lines);
