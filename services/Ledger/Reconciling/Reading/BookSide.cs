namespace HourExchange.Ledger.Reconciling.Reading;

/// <summary>A line as the book has it.</summary>
/// <param name="Posting">Its number in the book.</param>
/// <param name="Line">Identifier of the line that was posted.</param>
/// <param name="LendingReference">What the lender calls it, or null.</param>
/// <param name="ReceivingReference">What the receiver calls it, or null.</param>
/// <param name="LendingInstitution">Code of which of the two gave.</param>
/// <param name="Date">Day of the intervention.</param>
/// <param name="Minutes">Credited or taught, as is compared.</param>
/// <param name="Domain">One of the agreement's domains.</param>
/// <param name="Nature">What sort of hours.</param>
/// <param name="TaughtMinutes">Before the coefficient; null where they are what is compared.</param>
/// <param name="Year">The year it was posted to; a late line's date lies in an earlier one.</param>
public sealed record BookSide(
    long Posting, Guid Line, string? LendingReference, string? ReceivingReference, string LendingInstitution, DateOnly Date, int Minutes, string Domain, string Nature,
    string Year, int? TaughtMinutes = null);
