namespace HourExchange.Ledger.Reconciling.Domain;

/// <summary>
/// Compares a list with the book, line by line. Both are put in an order of their own first, so that the order in which
/// they come changes nothing; every line is in the result once. Pairs are looked for in three passes: by reference within
/// three days; by minutes within three days, whatever the reference; by reference at any date. In each pass the pairs with
/// nothing but the date apart come first, then the nearest date.
/// </summary>
internal static class ListMatching
{
    /// <summary>How far two dates of one line may lie apart and still agree.</summary>
    public const int ToleranceDays = 3;

    private static readonly int[] DaysApart = [0, -1, 1, -2, 2, -3, 3];

    public static IReadOnlyList<ComparedLine> Compare(IEnumerable<ListedLine> book, IEnumerable<ListedLine> list)
    {
        var lines = new UnpairedLines(InOrder(book), InOrder(list));
        foreach (var sameContent in (ReadOnlySpan<bool>)[true, false])
        {
            ByReference(lines, sameContent, [.. DaysApart.Select(days => (int?)days)]);
        }

        foreach (var sameContent in (ReadOnlySpan<bool>)[true, false])
        {
            foreach (var days in DaysApart)
            {
                lines.Pair(
                    line => new Sought(line, null, line.Day, line.Given.Minutes, sameContent),
                    line => new Sought(line, null, line.Day - days, line.Given.Minutes, sameContent), ComparedLine.ByDateAndMinutes);
            }
        }

        foreach (var sameContent in (ReadOnlySpan<bool>)[true, false])
        {
            ByReference(lines, sameContent, [null]);
        }

        return lines.Compared();
    }

    /// <param name="daysApart">Null for any number of days.</param>
    private static void ByReference(UnpairedLines lines, bool sameContent, IReadOnlyList<int?> daysApart)
    {
        foreach (var days in daysApart)
        {
            foreach (var referenceOf in (ReadOnlySpan<Func<SpelledLine, string?>>)[line => line.Reference, line => line.OtherReference])
            {
                Sought? Seek(SpelledLine line, string? reference, int? day) =>
                    reference is null ? null : new Sought(line, reference, day, sameContent ? line.Given.Minutes : null, sameContent);

                lines.Pair(
                    line => Seek(line, referenceOf(line), days is null ? null : line.Day),
                    line => Seek(line, line.Reference, line.Day - days), ComparedLine.ByReference);
            }
        }
    }

    private static List<SpelledLine> InOrder(IEnumerable<ListedLine> lines) =>
    [
        .. lines.OrderBy(line => line.Date).ThenBy(line => line.Lender, StringComparer.Ordinal).ThenBy(line => line.Minutes)
            .ThenBy(line => line.Domain, StringComparer.Ordinal).ThenBy(line => line.Nature, StringComparer.Ordinal)
            .ThenBy(line => line.Reference, StringComparer.Ordinal).ThenBy(line => line.OtherReference, StringComparer.Ordinal)
            .ThenBy(line => line.Number).Select((line, place) => new SpelledLine(place, line)),
    ];
}
