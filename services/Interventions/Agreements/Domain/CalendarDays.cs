namespace HourExchange.Interventions.Agreements.Domain;

/// <summary>Days that can be meant. What lies outside is a slip of the keyboard.</summary>
public static class CalendarDays
{
    private static readonly DateOnly First = new(1900, 1, 1);
    private static readonly DateOnly Last = new(2199, 12, 31);

    public static bool IsPlausible(DateOnly day) => day >= First && day <= Last;

    /// <summary>The latest day on which anybody lives now: UTC+14.</summary>
    public static DateOnly LatestToday(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime.AddHours(14));
}
