namespace HourExchange.Ledger.Reconciling.Comparing;

/// <summary>A line as the list has it.</summary>
/// <param name="Row">As the spreadsheet numbers it.</param>
public sealed record ListSide(int Row, string? Reference, string LendingInstitution, DateOnly Date, int Minutes, string Domain, string Nature);
