using HourExchange.Interventions.Lines.Domain;

namespace HourExchange.Interventions.Lines.Importing;

/// <summary>A row of the file that could be read.</summary>
/// <param name="Row">As the file counts, from 1.</param>
public sealed record ListRow(int Row, ListedLine Line);
