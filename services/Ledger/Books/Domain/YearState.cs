namespace HourExchange.Ledger.Books.Domain;

/// <summary>Where a year of a book stands: open → drafted → signed → closing → closed (docs/domain.md, Year end).</summary>
internal static class YearState
{
    public const string Open = "open";

    /// <summary>A draft waits for signatures; a posting withdraws it.</summary>
    public const string Drafted = "drafted";

    /// <summary>One party or more has signed: whatever comes is routed late.</summary>
    public const string Signed = "signed";

    /// <summary>The closing rows are posted, the statement has its number; its root is being countersigned.</summary>
    public const string Closing = "closing";

    public const string Closed = "closed";

    public static readonly IReadOnlyList<string> All = [Open, Drafted, Signed, Closing, Closed];

    public static bool TakesPostings(string state) => state is Open or Drafted;

    /// <summary>What the year hands on stands in the book: a countersignature that is missing does not hold back the next one.</summary>
    public static bool HasClosingRows(string state) => state is Closing or Closed;
}

/// <summary>A year of a book whose end has been begun, or the year after it.</summary>
/// <param name="State">One of <see cref="YearState"/>.</param>
/// <param name="Statement">The statement that is drafted, signed or stands; null where the year is open.</param>
internal sealed record BookYear(string Book, string Year, DateOnly FirstDay, DateOnly LastDay, string State, Guid? Statement);
