using HourExchange.Contracts.Access;
using HourExchange.Plumbing;
using HourExchange.Plumbing.States;
using HourExchange.Plumbing.Text;

namespace HourExchange.Interventions.Documents.Domain;

/// <summary>What is done with a document once it is attached.</summary>
public enum DocumentAct
{
    Withdraw,
}

/// <summary>
/// The life of a document. Whoever attached it takes it back: with a reason, in sight of all, and for good. The content stays for its own
/// institution, which may have to prove what it had shown; for the others it was perhaps never meant. docs/states.md is printed from here. Pure.
/// </summary>
public static class DocumentLife
{
    public const string Attached = "attached";
    public const string Withdrawn = "withdrawn";

    public static readonly IReadOnlyList<string> States = [Attached, Withdrawn];

    public static StateTable<DocumentAct> Table { get; } = new(
        new StateStep<DocumentAct>(Attached, DocumentAct.Withdraw, Roles.Management, "of the institution that attached it, with a reason", Withdrawn));

    public static string StateOf(bool isWithdrawn) => isWithdrawn ? Withdrawn : Attached;

    /// <returns>Why this institution cannot withdraw it, or null.</returns>
    public static Refusal? CheckWithdrawal(string state, string attachedBy, string institution, string? reason) =>
        attachedBy != institution ? Refusal.Forbidden("document-of-others", "A document is withdrawn by the institution that attached it.")
        : !Table.Allows(state, DocumentAct.Withdraw) ? Refusal.Conflict("document-withdrawn", "The document was withdrawn before.")
        : !Texts.IsReason(reason) ? Refusal.Invalid("reason-missing", "Give a reason of 3 to 1000 characters: the other side is owed one.")
        : null;

    /// <returns>Why this institution cannot read the content, or null.</returns>
    public static Refusal? CheckReading(string state, string attachedBy, string institution) => state == Withdrawn && attachedBy != institution
        ? Refusal.Forbidden("document-withdrawn", "The document was withdrawn: the institution that attached it alone still reads it.")
        : null;

    /// <summary>What somebody of an institution in a role may do with it now.</summary>
    public static IReadOnlyList<string> ActsOf(string state, string attachedBy, string institution, string role) =>
        Table.ActsOf(state, role, _ => attachedBy == institution);

    /// <summary>Its part of docs/states.md.</summary>
    public static string Print() => Table.Print("The life of a document", """
        Printed from `DocumentLife`. A withdrawn document stays in the list with who withdrew it, when and why; its content is read by the
        institution that attached it alone: 403 `document-withdrawn`. The same file may be attached again, as another document.
        """);
}
