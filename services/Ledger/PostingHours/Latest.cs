namespace HourExchange.Ledger.PostingHours;

/// <summary>A line's latest revision: posted under a number, or planned in this same batch.</summary>
internal sealed record Latest(int Revision, long? Number, PlannedEntry? Planned);
