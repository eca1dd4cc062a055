namespace HourExchange.Interventions.Lines.Domain;

/// <summary>A line as lists have it, those that come and those that leave.</summary>
public record ListedLine : LineContent
{
    /// <summary>That of the institution whose list it is; null where it has none.</summary>
    public string? Reference { get; init; }

    /// <summary>A state of docs/states.md; null where the list does not say.</summary>
    public string? State { get; init; }

    /// <summary>What stands in the book of the line; null where nothing does, or the list does not say.</summary>
    public int? CreditedMinutes { get; init; }
}
