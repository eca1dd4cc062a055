namespace HourExchange.Reporting.Rebuilding;

/// <summary>How fast a rebuild asks. What is asked for and not yet there is bounded: books at once × two steps of postings, and one page of each service's records.</summary>
public sealed record RebuildSettings
{
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>What has not come by then was lost and is asked for again.</summary>
    public TimeSpan AskAgainAfter { get; init; } = TimeSpan.FromSeconds(30);

    public int BooksAtOnce { get; init; } = 4;

    /// <summary>Postings asked for at a time; the next step is asked for when one is left.</summary>
    public int PostingsAtOnce { get; init; } = 10_000;

    /// <summary>1 to 500.</summary>
    public int RecordsAtOnce { get; init; } = 500;

    /// <summary>How long a generation that is left is still there: whoever was writing into it or reading it has ended by then.</summary>
    public TimeSpan KeepLeftFor { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Rows of a generation that is left, deleted in one look.</summary>
    public int RowsDeletedAtOnce { get; init; } = 10_000;
}
