namespace HourExchange.Interventions.Placements.Counting;

/// <param name="Year">Label of an academic year: 2013-2014.</param>
/// <param name="Institution">Code of the party that offers the places.</param>
/// <param name="Kind">A code of 1 to 80 characters, for instance practice, FEE, FTP.</param>
/// <param name="Places">0 to 10000.</param>
public sealed record PlacementRequest(string Year, string Institution, string Kind, int Places);
