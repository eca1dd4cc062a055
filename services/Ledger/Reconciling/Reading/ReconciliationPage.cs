namespace HourExchange.Ledger.Reconciling.Reading;

/// <param name="Next">To be handed back as <c>before</c>; null on the last page.</param>
public sealed record ReconciliationPage(IReadOnlyList<ReconciliationView> Reconciliations, Guid? Next);
