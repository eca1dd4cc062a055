namespace HourExchange.Reporting.Reports.Yearly.Domain;

/// <summary>What of a year lies beyond what was agreed. Pure.</summary>
internal static class Warnings
{
    /// <summary>The steering committee meets at least twice an academic year [S1].</summary>
    private const int MeetingsInYear = 2;

    /// <param name="steeringMeetings">Held in the year; null where there is no steering committee.</param>
    public static IEnumerable<ToDecide> Of(LineIndicators? lines, int? steeringMeetings, DateOnly lastDay, DateOnly today) =>
    [
        .. steeringMeetings < MeetingsInYear && today > lastDay ? [new ToDecide("meetings-few", null, null, Count: steeringMeetings)] : Array.Empty<ToDecide>(),
        .. lines is { ConcentrationPercent: { } percent, TopContributorShare: { } share } && share * 100 >= percent ? [new ToDecide("concentration", null, null)] : Array.Empty<ToDecide>(),
    ];
}
