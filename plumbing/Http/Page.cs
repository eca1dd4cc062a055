namespace HourExchange.Plumbing.Http;

/// <summary>
/// Which part of a list is asked for: <c>?after=</c> the <c>next</c> of the page before, <c>&amp;limit=</c> rows at most.
/// </summary>
/// <typeparam name="TKey">What the list is ordered by; with null, for the end of a list.</typeparam>
public readonly record struct Page<TKey>(TKey After, int Limit)
{
    /// <summary>One row more than is shown tells whether there is a next page.</summary>
    public int Take => Limit + 1;

    /// <returns>The rows to show, and what to ask on from, or null when there are no more.</returns>
    public (IReadOnlyList<T> Rows, TKey? Next) Cut<T>(IReadOnlyList<T> taken, Func<T, TKey> key) =>
        taken.Count > Limit ? ([.. taken.Take(Limit)], key(taken[Limit - 1])) : (taken, default);
}

/// <summary>Reads which part of a list is asked for.</summary>
public static class Page
{
    /// <param name="most">Rows of a page, also where no limit is asked for.</param>
    /// <returns>Or 400 <c>page-invalid</c>.</returns>
    public static Decision<Page<TKey>> Read<TKey>(TKey after, int? limit, int most = 100) =>
        limit < 1 || limit > most || after is int and < 0
            ? Refusal.Malformed("page-invalid", $"after is the next of the page before, limit 1 to {most}.")
            : new Page<TKey>(after, limit ?? most);
}
