using HourExchange.Contracts.Access;
using HourExchange.Plumbing;
using HourExchange.Plumbing.States;

namespace HourExchange.Ledger.Settlements.Domain;

/// <summary>What becomes of money that is owed.</summary>
internal enum SettlementAct
{
    Accept,
    Pay,
    Withdraw,
    Net,
    Reopen,
}

/// <summary>
/// The life of what one institution owes another: for a year (open once it is closed), or in place of several by a netting (proposed until
/// all have consented). Either end records the payment (docs/domain.md, Ledger), and who recorded it by mistake takes it back
/// (docs/decisions/0075-a-payment-is-taken-back.md). docs/states.md is printed from here. Pure.
/// </summary>
internal static class SettlementLife
{
    public const string Proposed = "proposed";
    public const string Open = "open";
    public const string Paid = "paid";
    public const string Netted = "netted";
    public const string Reopened = "reopened";

    /// <summary>No person: what becomes of a netting or of the year does it.</summary>
    public const string Ledger = "the ledger";

    /// <summary>Of a year's settlement.</summary>
    public static readonly IReadOnlyList<string> States = [Open, Paid, Netted, Reopened];

    /// <summary>Of a payment of a netting.</summary>
    public static readonly IReadOnlyList<string> PaymentStates = [Proposed, Open, Paid];

    /// <summary>As they are called on the wire.</summary>
    public static readonly IReadOnlyList<string> Acts = ["pay", "withdraw"];

    public static StateTable<SettlementAct> Table { get; } = new(
        new(Proposed, SettlementAct.Accept, Ledger, "the netting that it is a payment of is accepted", Open),
        new(Open, SettlementAct.Pay, Roles.Finance, "of either end, with the day and the reference of the payment; once", Paid),
        new(Paid, SettlementAct.Withdraw, Roles.Finance, "of the end that recorded the payment, with a reason: it was recorded by mistake, or wrongly", Open),
        new(Open, SettlementAct.Net, Ledger, "a netting that it stands in is accepted: its payments take its place", Netted),
        new(Open, SettlementAct.Reopen, Ledger, "its year is reopened: it is no longer owed", Reopened));

    /// <summary>What somebody of an end in a role may do with it now.</summary>
    /// <param name="recordedHere">Whether the payment was recorded by somebody of the same end.</param>
    public static IReadOnlyList<string> ActsOf(string state, string role, bool recordedHere) => Table.ActsOf(state, role, act => act != SettlementAct.Withdraw || recordedHere);

    /// <returns>Why somebody of an end in the right role cannot take the payment back, or null.</returns>
    /// <inheritdoc cref="ActsOf"/>
    public static Refusal? CheckWithdrawal(string state, bool recordedHere) =>
        !Table.Allows(state, SettlementAct.Withdraw) ? Refusal.Conflict("payment-not-recorded", "No payment is recorded that could be taken back.")
        : recordedHere ? null : Refusal.Forbidden("payment-of-others", "A payment is taken back by the institution that recorded it.");

    /// <summary>Its part of docs/states.md.</summary>
    public static string Print() => Table.Print("The life of a settlement or of a netting's payment", """
        Printed from `SettlementLife`. Paying what is not open is refused with 409 `settlement-paid`, `settlement-netted` or
        `settlement-reopened`, a netting's payment with `payment-recorded` or `netting-not-accepted`; taking back what was not recorded with 409
        `payment-not-recorded`, what the other end recorded with 403 `payment-of-others`. `acts` names what the caller may do now.
        """);
}
