using HourExchange.Interventions.Lines.Domain;

namespace HourExchange.Interventions.Lines.Importing;

/// <summary>A row of the file that could be read.</summary>
public sealed record ListRow(int Row, LineDraft Draft);
