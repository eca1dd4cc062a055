namespace HourExchange.Plumbing.Years;

/// <summary>The one today.</summary>
public static class CalendarDay
{
    /// <summary>The institutions' own calendar day: that of the time zone in which the service runs (docs/operating/settings.md, TZ).</summary>
    public static DateOnly Today(this TimeProvider clock) => clock.DayOf(clock.GetUtcNow());

    /// <summary>The day in that zone on which a moment lies.</summary>
    public static DateOnly DayOf(this TimeProvider clock, DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, clock.LocalTimeZone).DateTime);
}
