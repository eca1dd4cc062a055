namespace HourExchange.Ledger.Reconciling.Reading;

/// <summary>A line as the book has it.</summary>
/// <param name="Year">The year it was posted to; a late line's date lies in an earlier one.</param>
public sealed record BookSide(
    long Posting, string? LendingReference, string? ReceivingReference, string LendingInstitution, DateOnly Date, int Minutes, string Domain, string Nature,
    string Year);
