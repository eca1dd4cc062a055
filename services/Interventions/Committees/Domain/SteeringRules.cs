namespace HourExchange.Interventions.Committees.Domain;

/// <summary>What the agreement foresees of its steering committee.</summary>
public static class SteeringRules
{
    /// <summary>At least two meetings in an academic year [S1].</summary>
    public const int MeetingsInYear = 2;

    /// <param name="heldDates">Days of steering meetings, in any order; days of other years do not count.</param>
    /// <param name="yearFirstDay">First day of the academic year.</param>
    /// <param name="on">Later meetings are not known yet.</param>
    /// <returns>How many meetings of the year have yet to be held: 0 to 2.</returns>
    public static int MeetingsMissing(IEnumerable<DateOnly> heldDates, DateOnly yearFirstDay, DateOnly on)
    {
        var nextYear = yearFirstDay.AddYears(1);
        var held = heldDates.Count(day => day >= yearFirstDay && day < nextYear && day <= on);
        return Math.Max(0, MeetingsInYear - held);
    }
}
