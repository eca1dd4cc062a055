namespace HourExchange.Reporting.Reports.Yearly;

/// <summary>The yearly figures of an agreement, in minutes, net of reversals. Every total is the sum of the rows below it.</summary>
/// <param name="Agreement">Code of the agreement.</param>
/// <param name="Year">The academic year.</param>
/// <param name="Complete">Up to which posting of the book, over all years, the figures are complete.</param>
/// <param name="Institutions">The agreement's parties that gave or received something in the year, in their order: who did not has no row of zeros.</param>
/// <param name="ByNature">What each gave of each nature.</param>
/// <param name="ByDomain">What each gave in each domain.</param>
public sealed record YearlyFigures(
    string Agreement,
    string Year,
    CompleteTo Complete,
    IReadOnlyList<InstitutionFigures> Institutions,
    IReadOnlyList<NatureFigures> ByNature,
    IReadOnlyList<DomainFigures> ByDomain);
