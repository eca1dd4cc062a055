namespace HourExchange.Ledger.PostingHours;

/// <summary>A line's latest revision: posted under a number, or planned in this same batch.</summary>
/// <param name="TakenBack">True: the revision reversed what was posted, and nothing of the line stands.</param>
internal sealed record Latest(int Revision, long? Number, PlannedEntry? Planned, bool TakenBack);
