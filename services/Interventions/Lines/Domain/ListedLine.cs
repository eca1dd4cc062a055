namespace HourExchange.Interventions.Lines.Domain;

/// <summary>A line as lists have it, those that come and those that leave.</summary>
public sealed record ListedLine : LineContent
{
    /// <summary>That of the institution whose list it is; null where it has none.</summary>
    public string? Reference { get; init; }
}
