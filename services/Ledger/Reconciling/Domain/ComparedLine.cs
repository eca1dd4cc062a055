using HourExchange.Plumbing;

namespace HourExchange.Ledger.Reconciling.Domain;

/// <summary>What a comparison says of one line: as the book has it, as the list has it, or both.</summary>
/// <param name="Finding">One of <see cref="ListFindings"/>.</param>
/// <param name="FoundBy">How the two were found to be one line: <see cref="ByReference"/> or <see cref="ByDateAndMinutes"/>; null for a side alone.</param>
/// <param name="MinutesApart">The list's minutes less the book's.</param>
/// <param name="DaysApart">The list's date less the book's.</param>
/// <param name="TaughtDiffers">Both say how long it was before the coefficient, and not the same.</param>
internal sealed record ComparedLine(
    string Finding, ListedLine? Book, ListedLine? List, string? FoundBy, int MinutesApart, int DaysApart, bool DomainDiffers, bool NatureDiffers,
    bool TaughtDiffers = false)
{
    public const string ByReference = "reference";
    public const string ByDateAndMinutes = "date-and-minutes";
}

/// <summary>A line of a pair of institutions, as the book or a list has it.</summary>
/// <param name="Number">Where it stands: number of the posting, or row of the file.</param>
/// <param name="Lender">Which of the two gave.</param>
/// <param name="Minutes">Credited or taught, the same on both sides of a comparison.</param>
/// <param name="OtherReference">The book has a reference of each institution.</param>
/// <param name="Taught">Minutes before the coefficient, where credited ones are compared and these are known too; else null.</param>
internal sealed record ListedLine(
    long Number, string Lender, DateOnly Date, int Minutes, string Domain, string Nature, string? Reference, string? OtherReference = null,
    int? Taught = null);

/// <summary>What may be found of a line. Here is the book, there is the list.</summary>
internal static class ListFindings
{
    public const string Different = "different";
    public const string MissingHere = "missing-here";
    public const string MissingThere = "missing-there";
    public const string Matched = "matched";

    /// <summary>What asks for an outcome comes first.</summary>
    public static readonly IReadOnlyList<string> InOrder = [Different, MissingHere, MissingThere, Matched];

    /// <summary>What asks for an outcome.</summary>
    public static readonly IReadOnlyList<string> ToSettle = [Different, MissingHere, MissingThere];

    public static Refusal? Check(string finding, IReadOnlyList<string> known)
    {
        var findings = string.Join(", ", known);
        return known.Contains(finding) ? null : Refusal.Invalid("finding-unknown", $"A finding is one of {findings}.");
    }
}
