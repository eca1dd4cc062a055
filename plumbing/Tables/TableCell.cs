namespace HourExchange.Plumbing.Tables;

/// <summary>A cell as it is read.</summary>
/// <param name="Text">As a CSV file has it.</param>
/// <param name="IsNumber">The spreadsheet holds it as a number: its point is no thousands separator.</param>
public readonly record struct TableCell(string Text, bool IsNumber = false);
