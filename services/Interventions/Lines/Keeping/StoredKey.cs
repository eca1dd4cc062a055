namespace HourExchange.Interventions.Lines.Keeping;

/// <summary>A key turned over a line's present revision. The instant is UTC.</summary>
internal sealed record StoredKey(Guid Intervention, string Institution, string TurnedBy, DateTime TurnedAt, bool Tacit);
