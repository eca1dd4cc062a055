using MassTransit;

namespace HourExchange.Contracts.Interventions.V1;

/// <summary>How many placement places an institution offers in an academic year. An indicator: it never enters the balance.</summary>
/// <param name="AcademicYear">For instance 2013-2014.</param>
/// <param name="Institution">Code of the institution that offers the places.</param>
/// <param name="Kind">A code of the parties' own, for instance practice, FEE or FTP.</param>
/// <param name="Revision">1 at the first count of this agreement, year, institution and kind, one more at each other. Gapless; the highest holds.</param>
/// <param name="Places">0 to 10000; replaces the count before.</param>
[EntityName("interventions.placements-counted.v1")]
[MessageUrn("interventions.placements-counted.v1")]
public sealed record PlacementsCounted(
    string Agreement, string AcademicYear, string Institution, string Kind, int Revision, int Places, DateTimeOffset CountedAt);
