using HourExchange.Contracts.Access;
using HourExchange.Plumbing;

namespace HourExchange.Ledger.Reconciling.Domain;

/// <summary>What may be compared, and what may be said of a finding.</summary>
internal static class ReconciliationRules
{
    public const int NoteLengthLimit = 500;

    public const string BookStands = "book-stands";
    public const string ListStands = "list-stands";
    public const string LineToCorrect = "line-to-correct";
    public const string NoAction = "no-action";

    /// <summary>Of many items at once: what the other institution says of each.</summary>
    public const string AsCounterpart = "as-counterpart";

    public static readonly IReadOnlyList<string> Outcomes = [BookStands, ListStands, LineToCorrect, NoAction];

    public static readonly IReadOnlyList<string> OutcomesOfMany = [.. Outcomes, AsCounterpart];

    public const string Withdraw = "withdraw";

    /// <summary>What finance may do with a comparison, as it is called on the wire.</summary>
    public static readonly IReadOnlyList<string> Acts = ["say", Withdraw];

    /// <param name="isSender">Whether the caller's institution sent the list.</param>
    /// <param name="isAnswered">Whether the other institution has said something of it.</param>
    public static Refusal? CheckWithdrawal(bool isSender, bool isWithdrawn, bool isAnswered) =>
        !isSender ? Refusal.Forbidden("reconciliation-of-others", "A comparison is taken back by the institution that sent the list.")
        : isWithdrawn ? Withdrawn()
        : isAnswered ? Refusal.Conflict("reconciliation-answered", "The other institution has said something of it: it stands.")
        : null;

    public static Refusal Withdrawn() => Refusal.Conflict("reconciliation-withdrawn", "The comparison was taken back.");

    /// <inheritdoc cref="CheckWithdrawal"/>
    [ForeseesRefusals]
    public static IReadOnlyList<string> ActsOf(string role, bool isSender, bool isWithdrawn, bool isAnswered) => role != Roles.Finance || isWithdrawn ? []
        : CheckWithdrawal(isSender, isWithdrawn, isAnswered) is null ? Acts : [Acts[0]];

    /// <summary>Each side has said the same last, about the one line: then it is settled between them.</summary>
    /// <param name="latest">The latest outcome of each institution that gave one.</param>
    public static string? Agreed(IReadOnlyCollection<string> latest) => latest.Count == 2 && latest.Distinct().Count() == 1 ? latest.First() : null;

    public static Refusal? CheckOutcome(string finding, string outcome, string? note) =>
        finding == ListFindings.Matched ? Refusal.Invalid("item-matched", "Book and list agree on this line: there is nothing to decide.")
        : CheckSaid(outcome, Outcomes, note);

    public static Refusal? CheckOutcomes(string? finding, string outcome, string? note) =>
        (finding is null ? null : ListFindings.Check(finding, ListFindings.ToSettle)) ?? CheckSaid(outcome, OutcomesOfMany, note);

    private static Refusal? CheckSaid(string outcome, IReadOnlyList<string> known, string? note)
    {
        var outcomes = string.Join(", ", known);
        return !known.Contains(outcome) ? Refusal.Invalid("outcome-unknown", $"An outcome is one of {outcomes}.")
            : note is not null && (note.Length > NoteLengthLimit || string.IsNullOrWhiteSpace(note)) ? Refusal.Invalid("note-invalid", $"A note has 1 to {NoteLengthLimit} characters.")
            : null;
    }
}
