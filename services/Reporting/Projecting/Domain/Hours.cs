namespace HourExchange.Reporting.Projecting.Domain;

/// <summary>Minutes and lines, net of reversals.</summary>
internal readonly record struct Hours(long Given, long Received, long GivenLines, long ReceivedLines)
{
    public static Hours operator +(Hours left, Hours right) => new(
        left.Given + right.Given, left.Received + right.Received, left.GivenLines + right.GivenLines, left.ReceivedLines + right.ReceivedLines);
}
