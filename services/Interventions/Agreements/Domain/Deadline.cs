using HourExchange.Plumbing;

namespace HourExchange.Interventions.Agreements.Domain;

/// <summary>A day by which something is due.</summary>
/// <param name="Kind">What is due.</param>
/// <param name="DueOn">The day.</param>
/// <param name="DaysLeft">Calendar days from the day asked about; negative when it is past.</param>
/// <param name="Alert">Whether it is near enough to be brought to mind.</param>
/// <param name="Subject">Number of the action, where it is one.</param>
public sealed record Deadline(
    [property: KnownValues("notice", "term-end", "agreement-end", "consents", "action")] string Kind, DateOnly DueOn, int DaysLeft, bool Alert, string? Subject = null)
{
    /// <param name="alertDays">How long before it is brought to mind.</param>
    public static Deadline Of(string kind, DateOnly dueOn, DateOnly on, int alertDays, string? subject = null)
    {
        var daysLeft = dueOn.DayNumber - on.DayNumber;
        return new Deadline(kind, dueOn, daysLeft, daysLeft <= alertDays, subject);
    }
}
