using HourExchange.Ledger.Settlements.Domain;
using HourExchange.Ledger.Settlements.Reading;
using HourExchange.Plumbing;

namespace HourExchange.Ledger.Settlements.Netting;

/// <summary>A payment as its two ends see it.</summary>
/// <param name="Position">From 1 in the institution's own list; the other end counts in its own.</param>
/// <param name="Payer">Code of the institution that pays.</param>
/// <param name="Payee">Code of the institution that is paid.</param>
/// <param name="Amount">In the netting's currency, two decimals.</param>
/// <param name="State">proposed: the netting is not accepted.</param>
/// <param name="PaidOn">Day of payment, once it was recorded.</param>
/// <param name="Reference">Of the payment, once it was recorded.</param>
/// <param name="RecordedFor">Code of the institution that recorded it: it alone takes it back.</param>
/// <param name="Withdrawn">Payments that were recorded and taken back, the first first.</param>
/// <param name="Acts">What the caller may do with it now.</param>
public sealed record NettedPaymentView(
    int Position, string Payer, string Payee, decimal Amount, [property: KnownValues(typeof(SettlementLife), nameof(SettlementLife.PaymentStates))] string State,
    DateOnly? PaidOn, string? Reference, string? RecordedFor, IReadOnlyList<WithdrawnPaymentView> Withdrawn,
    [property: KnownValues(typeof(SettlementLife), nameof(SettlementLife.Acts))] IReadOnlyList<string> Acts);
