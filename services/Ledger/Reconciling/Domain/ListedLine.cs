namespace HourExchange.Ledger.Reconciling.Domain;

/// <summary>A line of a pair of institutions, as the book or a list has it.</summary>
/// <param name="Number">Where it stands: number of the posting, or row of the file.</param>
/// <param name="Lender">Which of the two gave.</param>
/// <param name="Minutes">Credited or taught, the same on both sides of a comparison.</param>
/// <param name="OtherReference">The book has a reference of each institution.</param>
internal sealed record ListedLine(
    long Number, string Lender, DateOnly Date, int Minutes, string Domain, string Nature, string? Reference, string? OtherReference = null);
