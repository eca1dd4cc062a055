using HourExchange.Ledger.Reconciling.Comparing;
using HourExchange.Ledger.Reconciling.Domain;
using HourExchange.Plumbing;

namespace HourExchange.Ledger.Reconciling.Reading;

/// <summary>One line of a comparison.</summary>
/// <param name="Position">From 1, in the order of the findings.</param>
/// <param name="Finding"><c>missing-here</c>: not in the book; <c>missing-there</c>: not in the list.</param>
/// <param name="Book">As the book has it; null where it is missing here.</param>
/// <param name="List">As the list has it; null where it is missing there.</param>
/// <param name="FoundBy">How the two were found to be one line; null where one side is missing.</param>
/// <param name="MinutesApart">The list's minutes less the book's; where one side is missing, it has none.</param>
/// <param name="DaysApart">The list's date less the book's; up to three days either way are no difference.</param>
/// <param name="DomainDiffers">Between the two sides.</param>
/// <param name="NatureDiffers">Between the two sides.</param>
/// <param name="TaughtDiffers">Both sides have taught minutes beside the credited ones, and not the same.</param>
/// <param name="Outcomes">In the order in which they were given.</param>
/// <param name="Agreed">The outcome, when the latest word of both institutions is the same.</param>
public sealed record ItemView(
    int Position, [property: KnownValues(typeof(ListFindings), nameof(ListFindings.InOrder))] string Finding, BookSide? Book, ListSide? List,
    [property: KnownValues(ComparedLine.ByReference, ComparedLine.ByDateAndMinutes)] string? FoundBy, [property: Minutes] int MinutesApart, int DaysApart,
    bool DomainDiffers, bool NatureDiffers, bool TaughtDiffers, IReadOnlyList<OutcomeView> Outcomes,
    [property: KnownValues(typeof(ReconciliationRules), nameof(ReconciliationRules.Outcomes))] string? Agreed);
