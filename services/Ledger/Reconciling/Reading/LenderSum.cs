namespace HourExchange.Ledger.Reconciling.Reading;

/// <summary>What one of the two gave, by book and by list.</summary>
/// <param name="BookMinutes">Credited or taught, as is compared.</param>
internal sealed record LenderSum(string Lender, long BookLines, long ListLines, long BookMinutes, long ListMinutes);
