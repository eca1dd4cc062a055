namespace HourExchange.Interventions.Lines.Reading;

/// <param name="History">By time, the oldest first.</param>
public sealed record HistoryView(IReadOnlyList<HistoryEntry> History);
