using HourExchange.Interventions.Domain;

namespace HourExchange.Interventions.ImportingList;

/// <summary>A row of the file that could be read.</summary>
public sealed record ListRow(int Row, LineDraft Draft);
