using HourExchange.Contracts.Access;
using HourExchange.Plumbing.States;

namespace HourExchange.Ledger.Settlements.Domain;

/// <summary>What becomes of money that is owed.</summary>
internal enum SettlementAct
{
    Accept,
    Pay,
    Net,
    Reopen,
}

/// <summary>
/// The life of what one institution owes another: for a year (open once it is closed), or in place of several by a netting (proposed until
/// all have consented). Either end records the payment (docs/domain.md, Ledger). docs/states.md is printed from here. Pure.
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
    public static readonly IReadOnlyList<string> Acts = ["pay"];

    public static StateTable<SettlementAct> Table { get; } = new(
        new(Proposed, SettlementAct.Accept, Ledger, "the netting that it is a payment of is accepted", Open),
        new(Open, SettlementAct.Pay, Roles.Finance, "of either end, with the day and the reference of the payment; once", Paid),
        new(Open, SettlementAct.Net, Ledger, "a netting that it stands in is accepted: its payments take its place", Netted),
        new(Open, SettlementAct.Reopen, Ledger, "its year is reopened: it is no longer owed", Reopened));

    /// <summary>What somebody of either end in a role may do with it now.</summary>
    public static IReadOnlyList<string> ActsOf(string state, string role) => Table.ActsOf(state, role, _ => true);

    /// <summary>Its part of docs/states.md.</summary>
    public static string Print() => Table.Print("The life of a settlement or of a netting's payment", """
        Printed from `SettlementLife`. Paying what is not open is refused with 409 `settlement-paid`, `settlement-netted` or
        `settlement-reopened`, a netting's payment with `payment-recorded` or `netting-not-accepted`. `acts` names what the caller may do now.
        """);
}
