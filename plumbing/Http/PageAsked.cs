namespace HourExchange.Plumbing.Http;

/// <summary>Which part of a numbered list is asked for: <c>?after=</c> the last number seen, <c>&amp;limit=</c> rows at most.</summary>
public readonly record struct PageAsked(int After, int Limit)
{
    public const int LimitMost = 100;

    /// <summary>One row more than is shown tells whether there is a next page.</summary>
    public int Take => Limit + 1;

    public static Decision<PageAsked> Read(int? after, int? limit) =>
        after is null or >= 0 && limit is null or >= 1 and <= LimitMost
            ? new PageAsked(after ?? 0, limit ?? LimitMost)
            : Refusal.Malformed("page-invalid", $"after is 0 or more, limit 1 to {LimitMost}.");

    /// <returns>The rows to show, and the number to ask on from, or null when there are no more.</returns>
    public (IReadOnlyList<T> Rows, int? Next) Cut<T>(IReadOnlyList<T> taken, Func<T, int> number) =>
        taken.Count > Limit ? (taken.Take(Limit).ToList(), number(taken[Limit - 1])) : (taken, null);
}
