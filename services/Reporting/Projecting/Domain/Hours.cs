namespace HourExchange.Reporting.Projecting.Domain;

/// <summary>Minutes, and how many lines they are, net of reversals.</summary>
internal readonly record struct Hours(long Minutes, long Lines)
{
    public static Hours operator +(Hours left, Hours right) => new(left.Minutes + right.Minutes, left.Lines + right.Lines);
}
