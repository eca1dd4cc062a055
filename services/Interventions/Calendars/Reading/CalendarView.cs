namespace HourExchange.Interventions.Calendars.Reading;

/// <summary>A calendar without its address.</summary>
/// <param name="Contributor">Null: the whole institution.</param>
/// <param name="RevokedAt">Since when its address leads nowhere; null while it is followed.</param>
public sealed record CalendarView(Guid Id, string? Contributor, string OpenedBy, DateTime OpenedAt, string? RevokedBy, DateTime? RevokedAt);
