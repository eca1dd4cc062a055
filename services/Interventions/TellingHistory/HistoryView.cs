namespace HourExchange.Interventions.TellingHistory;

/// <param name="History">By time, the oldest first.</param>
public sealed record HistoryView(IReadOnlyList<HistoryEntry> History);
