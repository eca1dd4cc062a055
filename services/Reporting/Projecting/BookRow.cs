namespace HourExchange.Reporting.Projecting;

/// <summary>How far a book is projected in one generation.</summary>
internal sealed record BookRow(int Generation, string Ref, long AppliedNumber, string AppliedHash, long HeadNumber);
