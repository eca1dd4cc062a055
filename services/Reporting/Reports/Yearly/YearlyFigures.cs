namespace HourExchange.Reporting.Reports.Yearly;

/// <summary>The yearly figures of an agreement, in minutes, net of reversals. Every total is the sum of the rows below it.</summary>
/// <param name="Complete">Up to which posting of the book, over all years, the figures are complete.</param>
public sealed record YearlyFigures(
    string Agreement,
    string Year,
    CompleteTo Complete,
    IReadOnlyList<InstitutionFigures> Institutions,
    IReadOnlyList<NatureFigures> ByNature,
    IReadOnlyList<DomainFigures> ByDomain);
