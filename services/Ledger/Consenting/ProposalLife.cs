using HourExchange.Contracts.Access;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Consenting;
using HourExchange.Plumbing.States;

namespace HourExchange.Ledger.Consenting;

/// <summary>What is done with a proposal by whom it concerns.</summary>
internal enum ProposalAct
{
    Consent,
    Refuse,
    Void,
}

/// <summary>
/// The life of what one party cannot do alone, nettings too: it takes effect with the consent of another finance person of
/// every party concerned, over its hash, or is refused (docs/domain.md, Ledger). docs/states.md is printed from here. Pure.
/// </summary>
internal static class ProposalLife
{
    public const string Open = "open";
    public const string Accepted = "accepted";
    public const string Refused = "refused";
    public const string Void = "void";
    public const string Lapsed = "lapsed";

    /// <summary>No person: what becomes of the settlements, and time, do it.</summary>
    public const string Ledger = "the ledger";

    /// <summary>So long the last word is waited for. One that comes later would speak of a book that has moved on.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(366);

    public static readonly IReadOnlyList<string> States = [Open, Accepted, Refused, Void];

    /// <summary>Why one is void: what became of a settlement of a netting, or that nobody said the last word within <see cref="Patience"/>.</summary>
    public static readonly IReadOnlyList<string> VoidReasons = ["paid", "netted", "reopened", Lapsed];

    /// <summary>The act that makes it take effect: who may do it is waited for.</summary>
    public const string ConsentAct = "consent";

    /// <summary>As they are called on the wire.</summary>
    public static readonly IReadOnlyList<string> Acts = [ConsentAct, "refuse"];

    public static StateTable<ProposalAct> Table { get; } = new(
        new(Open, ProposalAct.Consent, Roles.Finance, "the hash, by another person of each party concerned; the last consent carries it out", Open, Accepted),
        new(Open, ProposalAct.Refuse, Roles.Finance, "with a reason, by the same people or by who proposed, who takes it back so: one is enough", Refused),
        new(Open, ProposalAct.Void, Ledger, "a settlement of a netting is paid, netted or reopened meanwhile; or a year has passed without the last word", Void));

    /// <param name="stale">The refusal where somebody has read something else.</param>
    /// <param name="decided">Institutions and persons that have decided.</param>
    public static Consents Asked(
        string hash, Refusal stale, IReadOnlyList<string> concerned, string proposedFor, string proposedBy, IEnumerable<(string Institution, string Subject)> decided) =>
        new(hash, concerned, proposedBy, [.. decided.Select(one => new Consent(one.Institution, one.Subject))], new ConsentRefusals(
            stale, ByAsker: OwnProposal, BySamePerson: OwnProposal, Again: Refusal.Conflict("decided-by-institution", "Your institution has decided.")), proposedFor);

    /// <summary>Four eyes are for what takes effect: who proposed may not consent, but may take it back for the institution that proposed.</summary>
    /// <returns>Why this person cannot decide now, or null. Who may consent may refuse.</returns>
    public static Refusal? Check(string state, ProposalAct act, Consents asked, string institution, string subject) =>
        Table.Allows(state, act) ? (act == ProposalAct.Consent ? asked with { AskedFor = null } : asked).CheckPerson(institution, subject)
            : state == Void ? Refusal.Conflict("proposal-void", "The proposal can no longer take effect: it says why.")
            : Refusal.Conflict("proposal-decided", "The proposal has been accepted or refused.");

    [ForeseesRefusals]
    public static IReadOnlyList<string> ActsOf(string state, Consents asked, string institution, string role, string subject) =>
        Table.ActsOf(state, role, act => Check(state, act, asked, institution, subject) is null);

    /// <summary>Its part of docs/states.md.</summary>
    public static string Print() => Table.Print("The life of a proposal or netting", """
        Printed from `ProposalLife`. What is decided is refused with 409 `proposal-decided`, what is void with `proposal-void`. `acts`
        of a proposal or netting names what the caller may do with it now.
        """);

    private static Refusal OwnProposal { get; } =
        Refusal.Conflict("own-proposal", "Another person of each party concerned decides, not who proposed or decided already for another party.");
}
