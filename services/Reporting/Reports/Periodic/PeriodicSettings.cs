namespace HourExchange.Reporting.Reports.Periodic;

/// <summary>How often periodic reports are looked after, and how much is done at a time: after a long absence a little each minute.</summary>
public sealed record PeriodicSettings
{
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>An agreement that waits for something is looked at again after this long, for as long as it takes.</summary>
    public TimeSpan LookAgainAfter { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>In one look, each in a transaction of its own.</summary>
    public int AgreementsAtOnce { get; init; } = 50;

    /// <summary>Built or looked at again in one transaction, which holds back the book's next postings meanwhile.</summary>
    public int PeriodsAtOnce { get; init; } = 4;
}
