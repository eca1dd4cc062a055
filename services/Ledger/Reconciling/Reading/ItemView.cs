using HourExchange.Ledger.Reconciling.Comparing;

namespace HourExchange.Ledger.Reconciling.Reading;

/// <summary>One line of a comparison.</summary>
/// <param name="Finding"><c>different</c>, <c>missing-here</c> (not in the book), <c>missing-there</c> (not in the list) or <c>matched</c>.</param>
/// <param name="FoundBy"><c>reference</c> or <c>date-and-minutes</c>; null where one side is missing.</param>
/// <param name="MinutesApart">The list's minutes less the book's.</param>
/// <param name="DaysApart">The list's date less the book's; up to three days either way are no difference.</param>
/// <param name="Agreed">The outcome, when the latest word of both institutions is the same.</param>
public sealed record ItemView(
    int Position, string Finding, BookSide? Book, ListSide? List, string? FoundBy, int MinutesApart, int DaysApart, bool DomainDiffers, bool NatureDiffers,
    IReadOnlyList<OutcomeView> Outcomes, string? Agreed);
