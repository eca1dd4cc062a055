using HourExchange.Plumbing;

namespace HourExchange.Reporting.Reports.Yearly;

/// <summary>What an institution gave of one nature.</summary>
/// <param name="Nature">Code of the nature.</param>
/// <param name="Institution">Code of the institution.</param>
/// <param name="Given">Credited minutes that it gave.</param>
/// <param name="Lines">How many lines these were.</param>
public sealed record NatureFigures(string Nature, string Institution, [property: Minutes] long Given, long Lines);
