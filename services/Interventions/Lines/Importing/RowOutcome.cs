using HourExchange.Interventions.Lines.Registering;

namespace HourExchange.Interventions.Lines.Importing;

/// <summary>What becomes of a row of a list, as it is called on the wire and in tables.</summary>
internal static class RowOutcome
{
    /// <summary>A line begins.</summary>
    public const string New = "new";

    /// <summary>The line is known with the same content, or stands in the list before.</summary>
    public const string Known = "known";

    /// <summary>The line is known with other content: a change is proposed to it.</summary>
    public const string Change = "change";

    /// <summary>The line is known as cancelled or declined: nothing becomes of it.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>It cannot be taken.</summary>
    public const string Fault = "fault";

    public static readonly IReadOnlyList<string> All = [New, Known, Change, Cancelled, Fault];

    public static string Of(RegistrationOutcome outcome) =>
        outcome.Faults.Count > 0 ? Fault
        : outcome.New is not null ? New
        : outcome.IsProposed ? Change
        : outcome.IsCancelled ? Cancelled
        : Known;
}
