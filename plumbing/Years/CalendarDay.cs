namespace HourExchange.Plumbing.Years;

/// <summary>The one today.</summary>
public static class CalendarDay
{
    /// <summary>The institutions' own calendar day: that of the time zone in which the service runs (docs/operating/settings.md, TZ).</summary>
    public static DateOnly Today(this TimeProvider clock) => DateOnly.FromDateTime(clock.GetLocalNow().DateTime);
}
