using HourExchange.Plumbing;

namespace HourExchange.Reporting.Reports.Yearly;

/// <summary>What an institution gave and received.</summary>
/// <param name="Institution">Code of the institution.</param>
/// <param name="Given">Credited minutes that it gave.</param>
/// <param name="Received">Credited minutes that it received.</param>
/// <param name="Net">Given less received.</param>
/// <param name="Lines">How many lines it gave.</param>
public sealed record InstitutionFigures(string Institution, [property: Minutes] long Given, [property: Minutes] long Received, [property: Minutes] long Net, long Lines);
