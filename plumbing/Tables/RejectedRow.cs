namespace HourExchange.Plumbing.Tables;

/// <summary>A row that cannot be taken, and why.</summary>
/// <param name="Row">As the spreadsheet numbers it: the header of a text file is row 1.</param>
/// <param name="Column">Name of the column in the file.</param>
public sealed record RejectedRow(int Row, string Column, string Code, string Message);
