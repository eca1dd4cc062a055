namespace HourExchange.Ledger.Reconciling.Domain;

/// <summary>A line with its texts in the spelling by which they are compared.</summary>
/// <param name="Place">In the order of its side.</param>
internal sealed record SpelledLine(int Place, ListedLine Given)
{
    public int Day { get; } = Given.Date.DayNumber;

    public string? Reference { get; } = ReferenceSpelling.Of(Given.Reference);

    public string? OtherReference { get; } = ReferenceSpelling.Of(Given.OtherReference);

    public string? Domain { get; } = ReferenceSpelling.Of(Given.Domain);

    public string? Nature { get; } = ReferenceSpelling.Of(Given.Nature);
}
