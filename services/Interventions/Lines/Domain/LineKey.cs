namespace HourExchange.Interventions.Lines.Domain;

/// <summary>A key that one institution has turned over a line's revision.</summary>
/// <param name="Institution">Whose key it is.</param>
/// <param name="Subject">Who turned it, by pseudonym.</param>
/// <param name="At">UTC.</param>
/// <param name="Tacit">Whether silence turned it.</param>
public sealed record LineKey(string Institution, string Subject, DateTimeOffset At, bool Tacit);
