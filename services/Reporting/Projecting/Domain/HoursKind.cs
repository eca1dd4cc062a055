namespace HourExchange.Reporting.Projecting.Domain;

/// <summary>Why minutes moved. The balance is given less received, both with their late part, and all others.</summary>
internal static class HoursKind
{
    /// <summary>By a line of the year. A magnitude, as the three that follow.</summary>
    public const string Given = "given";
    public const string Received = "received";

    /// <summary>By a line of an earlier year, posted when that year was signed.</summary>
    public const string LateGiven = "late-given";
    public const string LateReceived = "late-received";

    /// <summary>Brought in by a proposal. Signed, as all that follow: what raises the balance is positive.</summary>
    public const string Opening = "opening";

    /// <summary>From the year before.</summary>
    public const string CarriedIn = "carried-in";

    /// <summary>To the next year.</summary>
    public const string CarriedOut = "carried-out";
    public const string Adjusted = "adjusted";
    public const string Compensated = "compensated";
    public const string Settled = "settled";
}
