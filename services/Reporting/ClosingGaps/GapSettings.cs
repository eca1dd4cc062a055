namespace HourExchange.Reporting.ClosingGaps;

/// <summary>When a gap is asked for.</summary>
public sealed record GapSettings
{
    /// <summary>A gap younger than this closes by itself: messages overtake each other.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>An unanswered question is asked again after this long.</summary>
    public TimeSpan AskAgainAfter { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(1);
}
