namespace HourExchange.Ledger.Reconciling.Comparing;

/// <summary>A line as the list has it.</summary>
/// <param name="Row">As the spreadsheet numbers it.</param>
/// <param name="Reference">What the list calls it, or null.</param>
/// <param name="LendingInstitution">Code of which of the two gave.</param>
/// <param name="Date">Day of the intervention.</param>
/// <param name="Minutes">Credited or taught, as is compared.</param>
/// <param name="Domain">As the list has it.</param>
/// <param name="Nature">What sort of hours, as the list has it.</param>
/// <param name="TaughtMinutes">Quantity × unit, where credited minutes are compared and the list has these for certain too; else null.</param>
public sealed record ListSide(int Row, string? Reference, string LendingInstitution, DateOnly Date, int Minutes, string Domain, string Nature, int? TaughtMinutes = null);
