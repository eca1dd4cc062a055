namespace HourExchange.Interventions.Calendars.Reading;

/// <param name="Calendars">At most 200: those that may be followed first, then the latest.</param>
public sealed record CalendarList(IReadOnlyList<CalendarView> Calendars);
