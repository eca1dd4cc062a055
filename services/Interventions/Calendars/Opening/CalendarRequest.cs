namespace HourExchange.Interventions.Calendars.Opening;

/// <summary>Which lines a calendar shows.</summary>
/// <param name="Contributor">A code of the caller's institution; null: every line that the institution lends or receives.</param>
public sealed record CalendarRequest(string? Contributor = null);
