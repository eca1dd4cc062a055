namespace HourExchange.Interventions.Calendars.Opening;

/// <summary>A new calendar.</summary>
/// <param name="Address">Path at this service; whoever has it reads the calendar. It is never told again.</param>
public sealed record OpenedCalendar(Guid Id, string? Contributor, string Address);
