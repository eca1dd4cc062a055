using HourExchange.Ledger.Settlements.Domain;
using HourExchange.Plumbing;

namespace HourExchange.Ledger.Settlements.Reading;

/// <summary>What one institution owes another for a year, as its two ends see it.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Book">Code of the agreement.</param>
/// <param name="Year">Label of the year.</param>
/// <param name="Statement">Number of the statement that it stems from.</param>
/// <param name="Edition">Of that statement.</param>
/// <param name="Payer">Code of the institution that received more than it gave.</param>
/// <param name="Payee">Code of the institution that is owed.</param>
/// <param name="Domains">Those that are settled together.</param>
/// <param name="Minutes">That became money.</param>
/// <param name="Amount">In <paramref name="Currency"/>, two decimals.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="State">Where it stands; reopened: its year was, and it is no longer owed.</param>
/// <param name="PaidOn">Day of payment, once it was recorded.</param>
/// <param name="Reference">Of the payment, once it was recorded.</param>
/// <param name="RecordedFor">Code of the institution that recorded the payment: it alone takes it back.</param>
/// <param name="Netting">Identifier of the netting that takes its place, or null.</param>
/// <param name="Withdrawn">Payments that were recorded and taken back, the first first.</param>
/// <param name="Acts">What the caller may do with it now.</param>
public sealed record SettlementView(
    Guid Id, string Book, string Year, int? Statement, int Edition, string Payer, string Payee, IReadOnlyList<string> Domains, int Minutes, decimal Amount,
    [property: Format("iso-4217", "CHF")] string Currency, [property: KnownValues(typeof(SettlementLife), nameof(SettlementLife.States))] string State,
    DateOnly? PaidOn, string? Reference, string? RecordedFor, Guid? Netting, IReadOnlyList<WithdrawnPaymentView> Withdrawn,
    [property: KnownValues(typeof(SettlementLife), nameof(SettlementLife.Acts))] IReadOnlyList<string> Acts);
