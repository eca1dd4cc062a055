namespace HourExchange.Ledger.Reconciling.Reading;

/// <summary>A comparison with a page of its items.</summary>
/// <param name="Reconciliation">The comparison.</param>
/// <param name="Agreed">Items about which both institutions have said the same last.</param>
/// <param name="Found">How many items are as they were asked for, on all pages.</param>
/// <param name="Unsaid">Of how many differences of the finding that was asked for the caller's institution has said nothing yet.</param>
/// <param name="Items">What differs first, what matches last.</param>
/// <param name="Next">To be handed back as <c>after</c>; null on the last page.</param>
/// <param name="Sums">What each of the two gave, by book and by list, of all items.</param>
public sealed record ReconciliationItems(ReconciliationView Reconciliation, int Agreed, int Found, int Unsaid, IReadOnlyList<ItemView> Items, int? Next, IReadOnlyList<LenderSum> Sums);
