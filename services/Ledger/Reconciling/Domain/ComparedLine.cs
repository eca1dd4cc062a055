namespace HourExchange.Ledger.Reconciling.Domain;

/// <summary>What a comparison says of one line: as the book has it, as the list has it, or both.</summary>
/// <param name="Finding">One of <see cref="ListFindings"/>.</param>
/// <param name="FoundBy">How the two were found to be one line: <see cref="ByReference"/> or <see cref="ByDateAndMinutes"/>; null for a side alone.</param>
/// <param name="MinutesApart">The list's minutes less the book's.</param>
/// <param name="DaysApart">The list's date less the book's.</param>
internal sealed record ComparedLine(
    string Finding, ListedLine? Book, ListedLine? List, string? FoundBy, int MinutesApart, int DaysApart, bool DomainDiffers, bool NatureDiffers)
{
    public const string ByReference = "reference";
    public const string ByDateAndMinutes = "date-and-minutes";
}
