namespace HourExchange.Ledger.Reconciling.Reading;

/// <summary>A comparison with a page of its items.</summary>
/// <param name="Reconciliation">The comparison.</param>
/// <param name="Agreed">Items about which both institutions have said the same last.</param>
/// <param name="Found">How many items are as they were asked for, on all pages.</param>
/// <param name="Items">What differs first, what matches last.</param>
/// <param name="Next">To be handed back as <c>after</c>; null on the last page.</param>
public sealed record ReconciliationItems(ReconciliationView Reconciliation, int Agreed, int Found, IReadOnlyList<ItemView> Items, int? Next);
