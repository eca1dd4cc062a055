namespace HourExchange.Ledger.Settlements.Reading;

/// <summary>What one institution owes another for a year, as its two ends see it.</summary>
/// <param name="Statement">Number of the statement that it stems from.</param>
/// <param name="Amount">In <paramref name="Currency"/>, two decimals.</param>
/// <param name="State">open, paid, netted or reopened.</param>
/// <param name="PaidOn">Day of payment, once it was recorded.</param>
public sealed record SettlementView(
    Guid Id, string Book, string Year, int? Statement, int Edition, string Payer, string Payee, IReadOnlyList<string> Domains, int Minutes, decimal Amount,
    string Currency, string State, DateOnly? PaidOn, string? Reference, Guid? Netting);
